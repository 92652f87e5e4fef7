"""What members are told of in spaces: levels by space and by thread, and the notices that follow from them."""
