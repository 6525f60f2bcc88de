"""The shop's catalogue and its multimodal retrieval. Knows neither chat nor web."""
