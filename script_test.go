package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary the tool itself when it is run as gongbao, so that scripts run the tool in processes of
// its own, as people do.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gongbao": main})
}

// TestScripts runs testdata/script. Beside what testscript has, scripts know the commands of script_commands_test.go, and the
// variables SEEDS, a folder with the sample report, and ADDR, a free address to serve at.
func TestScripts(t *testing.T) {
	seeds, err := filepath.Abs("seeds")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "get": get, "hold": hold, "flip": flip, "reformat": reformat, "bomb": bomb, "ends": ends,
			"await": await, "same": same, "send": send,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SEEDS", seeds)
			env.Setenv("ADDR", freeAddress(t))
			env.Setenv("TMPDIR", env.WorkDir)
			return nil
		},
	})
}
