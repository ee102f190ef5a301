package main

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

// A progress shows the progress of a run on a terminal, and nothing elsewhere.
type progress struct {
	to    io.Writer
	lang  language.Lang
	stage indexer.Stage
	bar   *progressbar.ProgressBar
}

func (t *tool) newProgress() *progress { return &progress{to: t.err, lang: t.lang} }

func (p *progress) show(now indexer.Progress) {
	if !isTerminal(p.to) {
		return
	}
	if p.bar == nil || p.stage != now.Stage {
		p.end()
		p.stage = now.Stage
		p.bar = progressbar.NewOptions(now.Total,
			progressbar.OptionSetWriter(p.to), progressbar.OptionSetDescription(p.lang.Say("progress."+string(now.Stage))),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetPredictTime(true),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	if now.Page != nil {
		p.bar.Describe(p.lang.Say("progress.page", path.Base(now.Page.File), now.Page.Number, now.Page.Total))
		return
	}
	p.bar.Describe(p.lang.Say("progress." + string(now.Stage)))
	_ = p.bar.Set(now.Done) // a missing bar is no reason to fail
}

// end removes the bar.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
