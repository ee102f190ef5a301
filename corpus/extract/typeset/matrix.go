package typeset

import "math"

// A Matrix maps positions in an object to positions in its container (CTM): a b c d e f.
type Matrix [6]float64

// Identity is the matrix that leaves everything where it is.
func Identity() Matrix { return Matrix{1, 0, 0, 1, 0, 0} }

// Then returns the matrix that applies m and then n.
func (m Matrix) Then(n Matrix) Matrix {
	return Matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// Place moves, turns and scales a character.
func (m Matrix) Place(g Glyph) Glyph {
	sin, cos := math.Sincos(g.Angle)
	along := [2]float64{m[0]*cos + m[2]*sin, m[1]*cos + m[3]*sin}
	across := [2]float64{m[2]*cos - m[0]*sin, m[3]*cos - m[1]*sin}
	g.X, g.Y = m[0]*g.X+m[2]*g.Y+m[4], m[1]*g.X+m[3]*g.Y+m[5]
	g.Angle = math.Atan2(along[1], along[0])
	g.Width *= math.Hypot(along[0], along[1])
	g.Size *= math.Hypot(across[0], across[1])
	return g
}
