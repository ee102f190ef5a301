package command

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary the tool itself when it is run as gongbao, so that scripts run the tool in processes of
// its own, as people do.
func TestMain(m *testing.M) {
	testscript.Main(chinese{m}, map[string]func(){"gongbao": Main})
}

// chinese runs tests in which the tool speaks Chinese, whatever the language of whoever runs them. Scripts have an
// environment of their own.
type chinese struct{ *testing.M }

func (c chinese) Run() int {
	for name, value := range map[string]string{"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	return c.M.Run()
}

// TestScripts runs testdata/script. Beside what testscript has, scripts know the commands of script_commands_test.go, and the
// condition [file:PATH], and the variables SEEDS, a folder with the sample report, and ADDR and ADDR2, free addresses to serve at. Unless they set LANG the tool speaks English.
func TestScripts(t *testing.T) {
	seeds, err := filepath.Abs(filepath.Join("..", "seeds"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "get": get, "hold": hold, "flip": flip, "reformat": reformat, "bomb": bomb, "ends": ends,
			"await": await, "waitfor": waitFor, "same": same, "send": send, "sheets": sheets, "post": post,
		},
		Condition: func(condition string) (bool, error) {
			file, ok := strings.CutPrefix(condition, "file:")
			if !ok {
				return false, fmt.Errorf("no condition is called %s", condition)
			}
			_, err := os.Stat(file)
			return err == nil, nil
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SEEDS", seeds)
			env.Setenv("ADDR", freeAddress(t))
			env.Setenv("ADDR2", freeAddress(t))
			env.Setenv("TMPDIR", env.WorkDir)
			env.Setenv("LANG", "C")
			return nil
		},
	})
}
