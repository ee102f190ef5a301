package command

import (
	"context"

	"github.com/spf13/cobra"

	"gongbao/language"
	"gongbao/search/engine"
)

// verify is the command that looks for damage.
func (t *tool) verify() *cobra.Command {
	return &cobra.Command{
		Use:  "verify",
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error { return t.runVerify(c.Context()) },
	}
}

func (t *tool) runVerify(ctx context.Context) error {
	driver, err := able[engine.Verifier]("verify", t.location)
	if err != nil {
		return err
	}
	check, err := driver.Verify(ctx, t.location)
	if err != nil {
		return err
	}
	for _, d := range check.Damaged {
		if d.What == nil {
			t.print("verify.damaged", d.Name)
		} else {
			t.print("verify.damaged.file", d.Name, d.What)
		}
	}
	switch {
	case len(check.Damaged) > 0:
		return damageError(shown(t.location), check)
	case check.ByFile:
		t.print("verify.sound.files", t.say("answer.reports", check.Reports), t.say("verify.files", check.Files), float64(check.Bytes)/1e6)
	default:
		t.print("verify.sound", t.say("answer.reports", check.Reports), t.say("answer.paragraphs", check.Paragraphs))
	}
	return nil
}

// damageError returns an error that says how to repair an index.
func damageError(location string, check engine.Check) error {
	if !check.ByFile {
		return language.New("verify.reports", location, len(check.Damaged))
	}
	if check.Rollback {
		return language.New("verify.repair.rollback", location, len(check.Damaged))
	}
	return language.New("verify.repair", location, len(check.Damaged))
}
