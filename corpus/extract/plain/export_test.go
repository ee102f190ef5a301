package plain

// WithoutControls drops what the reader drops.
var WithoutControls = withoutControls
