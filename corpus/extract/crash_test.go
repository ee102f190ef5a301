package extract

import (
	"errors"
	"strings"
	"testing"

	"gongbao/corpus/extract/file"
)

func TestACrashIsTheDocumentsError(t *testing.T) {
	var errs []error
	out := &output{ctx: t.Context(), format: "txt", yield: func(_ file.Document, err error) bool {
		errs = append(errs, err)
		return true
	}}
	out.run(func() {
		var none []int
		_ = none[3]
	})
	if len(errs) != 1 || !errors.Is(errs[0], file.ErrCrashed) || !strings.Contains(errs[0].Error(), "index out of range") {
		t.Errorf("errors %v, want the crash and its cause", errs)
	}
}
