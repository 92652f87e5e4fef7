"""An app of the tests alone: something that may carry any label, as papers of closed spaces will."""
