"""Simple English words that are easily told apart when spoken, for the phrase of consent."""

WORDS: tuple[str, ...] = tuple(
    """
acorn airport almond anchor animal apple apron arrow artist autumn bagel bakery balcony bamboo banana barrel basket
beach beaver bedroom berry bicycle biscuit blanket blossom boat bottle bottom bracelet bread breakfast bridge
brother bucket building butter button cabbage cabin cactus camel candle canoe canyon captain carpet carrot castle
cattle ceiling celery cellar chair cherry chicken chimney circle circus city clever clock cloud coconut coffee
collar colour compass copper corner cottage cotton cousin cradle crayon cricket crystal cucumber cupboard curtain
cushion daisy dancer daughter december deer desert diamond dinner doctor dolphin donkey doorway dragon drawer dream
drummer eagle early earth easy eleven elbow elephant engine evening family farmer feather fiddle field finger
fireplace flag flower forest fountain fourteen fox friday friend frog furniture galaxy garden garlic gentle giant
ginger giraffe glacier glove goat golden goose grandfather grape grass green guitar hammer hamster harbour harvest
hazel heather hedgehog helmet hero hill holiday honey horizon horse hospital hotel house island ivory jacket january
jasmine jelly jewel journey judge juggler jungle kangaroo kettle kingdom kitchen kitten ladder lagoon lake lamp
language lantern lavender leather lemon leopard letter library lighthouse lily lion lizard lobster luggage magnet
mango maple marble market marmalade meadow medal melody melon metal middle milk mirror monday monkey moon morning
mountain mouse museum mushroom music napkin necklace needle nephew nest ninety noodle north notebook november number
oak ocean october office olive onion orange orchard orchestra ostrich otter oven owl oyster paddle painter palace
pancake panda paper parcel parrot parsley peacock peanut pebble pelican pencil pepper piano picnic pillow pilot
pineapple pirate planet plaster plum pocket poem pony poppy potato pottery princess pudding pumpkin puppet purple
puzzle pyramid quarter queen quiet rabbit raccoon radio railway rainbow raspberry raven ribbon river robin rocket
rose ruby saddle sailor salad salmon sandal sandwich saturday sauce scarf school scissors season secret september
seven shadow shelter shepherd shoulder silver singer sister sixteen sleeve snow soldier south spider spinach spoon
spring squirrel stable station stone story strawberry street sugar summer sunday sunflower supper swallow sweater
table tailor teacher temple tennis theatre thirteen thunder thursday ticket tiger timber toast tomato tortoise towel
tower traffic train treasure triangle trumpet tuesday tulip tunnel turkey turtle twelve umbrella uncle valley
vanilla velvet village violet violin volcano waffle wagon walnut water weather wednesday whale whistle willow window
winter wizard wooden yellow yesterday zebra
""".split()
)
