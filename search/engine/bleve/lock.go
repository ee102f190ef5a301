package bleve

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/disk"
)

const (
	// lockName is the file that the process which writes an index has locked. The lock goes with the process, however it
	// ends; what is said of its holder does not.
	lockName = "lock"
	// readersName is the file that is locked, as one of many, by whoever reads files which an update may take away: while
	// somebody does, updates leave them.
	readersName = "readers"
)

const (
	// lockPatience is how long an update waits for another process to finish before it gives up.
	lockPatience = 1500 * time.Millisecond
	// lockPause is the time between attempts to lock.
	lockPause = 20 * time.Millisecond
)

// holderName is the file that says who has locked lockName.
var holderName = holderFile(disk.HidesLocked)

func holderFile(hidesLocked bool) string {
	if hidesLocked {
		return "holder"
	}
	return lockName
}

// A holder says who holds a lock.
type holder struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Command string    `json:"command"`
	Since   time.Time `json:"since"`
}

// lock keeps other processes from writing to the index until unlock is called. It gives up when enough reports true, which
// may be nil: unlock is nil then.
func (d *directory) lock(ctx context.Context, enough func() bool) (unlock func(), err error) {
	path := d.file(lockName)
	for deadline := time.Now().Add(lockPatience); ; {
		free, err := d.TryLock(path, false)
		if err == nil {
			// who waits for the lock reads less well who holds it; nothing else depends on that
			engine.Note(ctx, d.writeHolder(d.file(holderName)))
			return func() { engine.Note(ctx, free()) }, nil
		}
		if !errors.Is(err, disk.ErrLocked) {
			return nil, d.cannotWrite(err, language.New("engine.directory.lock", path, err))
		}
		if enough != nil && enough() {
			return nil, nil
		}
		if time.Now().After(deadline) {
			return nil, language.New("engine.directory.locked", d.path, engine.ErrLocked, d.readHolder(d.file(holderName)))
		}
		if err := pause(ctx); err != nil {
			return nil, err
		}
	}
}

// pause waits a moment between attempts to lock, unless ctx ends.
func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(lockPause):
		return nil
	}
}

func (d *directory) writeHolder(path string) error {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	body, err := json.Marshal(holder{os.Getpid(), host, filepath.Base(os.Args[0]), time.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return err
	}
	f, err := d.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(append(body, '\n'))
	return errors.Join(err, f.Close())
}

// readHolder names the holder of a lock for people.
func (d *directory) readHolder(path string) language.Sayer {
	body, err := disk.ReadFile(d, path)
	var h holder
	if err != nil || json.Unmarshal(body, &h) != nil {
		return language.Sentence("engine.directory.someone")
	}
	return language.Sentence("engine.directory.holder", h.Command, h.PID, h.Host, h.Since.Format(time.DateTime))
}

// keep keeps updates from taking files away until letGo is called. In a directory where this process may not lock anything
// they may: then whoever finds a file gone looks whether the index has moved on.
func (d *directory) keep(ctx context.Context) (letGo func(), err error) {
	for {
		free, err := d.TryLock(d.file(readersName), true)
		switch {
		case err == nil:
			return func() { engine.Note(ctx, free()) }, nil
		case !errors.Is(err, disk.ErrLocked):
			return func() {}, nil
		}
		if err := pause(ctx); err != nil { // an update takes files away at this moment
			return nil, err
		}
	}
}
