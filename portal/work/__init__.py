"""Durable background work: rows written with what caused them, leased while they run, and a clock for what is due."""
