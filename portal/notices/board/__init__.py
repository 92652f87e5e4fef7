"""The board of notices: what members are told of on the site and by mail, as references that are asked anew."""
