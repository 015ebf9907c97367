"""The reader's network: two ONNX graphs, the tokenizer, and the card that tells about them."""
