package pdf

// Instances is how many files the engine reads at the same time.
const Instances = instances

// CloseEngine makes the next reading open the engine anew.
func CloseEngine() error { return shared.close() }
