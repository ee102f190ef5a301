package bleve

import (
	"context"
	"errors"
	"slices"
)

// absorb writes old parts anew that are no larger than what is being written, so that the number of parts grows with the
// logarithm of the number of updates, and those that are mostly dead.
func (u *update) absorb(ctx context.Context) error {
	order := make([]int, len(u.old.parts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return u.living(a) - u.living(b) })
	for _, i := range order {
		living, written := u.living(i), 0
		if u.writer != nil {
			written = u.writer.folded.len()
		}
		mostlyDead := 2*living < u.old.parts[i].folded.len()
		if !mostlyDead && (living > written || living+written > partSize) {
			continue
		}
		if err := u.rewrite(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

// living counts the paragraphs of old part i that are still wanted.
func (u *update) living(i int) int {
	n := 0
	for r := range u.old.parts[i].reports {
		if u.isLiving(place{i, r}) {
			n += u.old.parts[i].reports[r].end - u.old.parts[i].reports[r].First
		}
	}
	return n
}

func (u *update) isLiving(at place) bool { return !u.old.parts[at.part].dead[at.report] && !u.dead[at] }

func (u *update) rewrite(ctx context.Context, i int) error {
	for r := range u.old.parts[i].reports {
		at := place{i, r}
		if !u.isLiving(at) {
			continue
		}
		report, err := u.old.parts[i].report(r)
		if err != nil {
			return err
		}
		if err := errors.Join(ctx.Err(), u.add(ctx, &report)); err != nil {
			return err
		}
		u.dead[at] = true
	}
	return nil
}
