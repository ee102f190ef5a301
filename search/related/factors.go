package related

// Factors are what a score consists of:
//
//	score = ((Words + Equivalents + Sentence) · Age + Run) · Region · Year · Role · Expected
type Factors struct {
	Words       float64 // of the search as typed, in the paragraph and around it
	Equivalents float64 // what other wordings of its terms add
	Sentence    float64 // what the best sentence adds
	Age         float64 // below 1 for old reports, if the search names no time
	Run         float64 // what a run of the search adds that the paragraph has as it is

	Region   float64 // below 1 for reports of other regions than the search names
	Year     float64 // below 1 for reports of other years than the search asks for
	Role     float64 // below 1 for targets where results are asked for, above 1 where targets are
	Expected float64 // above 1 for paragraphs that contain the kind of thing asked for
}

func (f Factors) score() float64 {
	return ((f.Words+f.Equivalents+f.Sentence)*f.Age + f.Run) * f.Region * f.Year * f.Role * f.Expected
}
