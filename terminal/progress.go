package terminal

import (
	"io"
	"os"
	"path"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"gongbao/indexer"
	"gongbao/language"
)

// A Progress shows the progress of a run on a terminal, and nothing elsewhere.
type Progress struct {
	to    io.Writer
	lang  language.Lang
	stage indexer.Stage
	bar   *progressbar.ProgressBar
}

// NewProgress returns a progress that shows nothing yet.
func NewProgress(to io.Writer, lang language.Lang) *Progress { return &Progress{to: to, lang: lang} }

// Show shows the state of a run.
func (p *Progress) Show(now indexer.Progress) {
	if !Is(p.to) {
		return
	}
	if p.bar == nil || p.stage != now.Stage {
		p.End()
		p.stage = now.Stage
		p.bar = progressbar.NewOptions(now.Total,
			progressbar.OptionSetWriter(p.to), progressbar.OptionSetDescription(p.lang.Say("progress."+string(now.Stage))),
			progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	if now.Page != nil {
		p.bar.Describe(p.lang.Say("progress.page", path.Base(now.Page.File), now.Page.Number, now.Page.Total))
		return
	}
	p.bar.Describe(p.lang.Say("progress." + string(now.Stage)))
	_ = p.bar.Set(now.Done) // a missing bar is no reason to fail
}

// End removes what is shown.
func (p *Progress) End() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
}

// Is reports whether a writer is a terminal.
func Is(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
