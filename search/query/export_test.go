package query

const (
	MaxInput = maxInput
	MaxNotes = maxNotes
)
