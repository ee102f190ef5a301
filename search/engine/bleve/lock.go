package bleve

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"gongbao/language"
	"gongbao/search/engine"
)

// lockName is the file that the process which writes an index has locked. The lock goes with the process, however it
// ends; what the file says of its holder does not.
const lockName = "lock"

// lockPatience is how long an update waits for another process to finish before it gives up.
const lockPatience = 1500 * time.Millisecond

// A holder says who holds a lock.
type holder struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Command string    `json:"command"`
	Since   time.Time `json:"since"`
}

// lock keeps other processes from writing to the index in dir until unlock is called.
func lock(ctx context.Context, dir string) (unlock func() error, err error) {
	path := filepath.Join(dir, lockName)
	l := flock.New(path)
	wait, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	switch ok, err := l.TryLockContext(wait, 50*time.Millisecond); {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case !ok && wait.Err() == nil:
		return nil, language.New("engine.directory.lock", path, err)
	case !ok:
		return nil, language.New("engine.directory.locked", dir, engine.ErrLocked, readHolder(path))
	}
	if err := writeHolder(path); err != nil {
		return nil, language.New("engine.directory.lock", path, err)
	}
	return l.Unlock, nil
}

func writeHolder(path string) error {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	body, err := json.Marshal(holder{os.Getpid(), host, filepath.Base(os.Args[0]), time.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(body, '\n'), 0o644)
}

// readHolder names the holder of a lock for people.
func readHolder(path string) language.Sayer {
	body, err := os.ReadFile(path)
	var h holder
	if err != nil || json.Unmarshal(body, &h) != nil {
		return language.Sentence("engine.directory.someone")
	}
	return language.Sentence("engine.directory.holder", h.Command, h.PID, h.Host, h.Since.Format(time.DateTime))
}
