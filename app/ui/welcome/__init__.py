"""The welcome: four short steps at the first start, each of which may be skipped; Help shows them again."""
