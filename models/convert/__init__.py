"""Conversion of third-party network files to ONNX."""
