"""tflite -> ONNX (opset 16) for the face networks.

No runtime loads all of these networks as they come: they use custom operations of mediapipe. As plain ONNX they run on
OpenVINO, OpenCV and others alike.
"""

import onnx

from models.convert.builder import Builder
from models.convert.builtin_ops import BUILTIN_OPS
from models.convert.custom_ops import CUSTOM_OPS
from models.convert.flatbuffer import read_tflite
from models.errors import ModelError


def convert(content: bytes) -> onnx.ModelProto:
    """Convert a tflite file; inputs and outputs keep names, order and (NHWC) layout.

    Raises:
        ModelError: the file is damaged or uses an operation that is not supported.
    """
    graph = read_tflite(content)
    builder = Builder(graph)
    operations = BUILTIN_OPS | CUSTOM_OPS
    for operator in graph.operators:
        if operator.kind not in operations:
            raise ModelError(f"the tflite operation {operator.kind} is not supported", "use mediapipe 0.10.21")
        operations[operator.kind](builder, operator)
    return builder.model()
