//go:build !race

package server_test

// raceDetector says that the tests run several times slower than they would.
const raceDetector = false
