package testcluster

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// A node is a process of the launcher, running or not.
type node struct {
	java string
	args []string
	log  string // file for the output of all its runs

	process *os.Process
	// stdin is the pipe whose end makes the launcher exit. It closes with this process, however that ends.
	stdin io.Closer
	gone  chan struct{} // closed when the process ends
}

// start starts the process unless it runs.
func (n *node) start() error {
	if n.running() {
		return nil
	}
	log, err := os.OpenFile(n.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close() // the process has its own handle
	cmd := exec.Command(n.java, n.args...)
	cmd.Stdout, cmd.Stderr = log, log
	if n.stdin, err = cmd.StdinPipe(); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start a node: %w", err)
	}
	n.process, n.gone = cmd.Process, make(chan struct{})
	go func(gone chan struct{}) {
		cmd.Wait() // the log has the reason, which the status lacks
		close(gone)
	}(n.gone)
	return nil
}

func (n *node) running() bool {
	if n.process == nil {
		return false
	}
	select {
	case <-n.gone:
		return false
	default:
		return true
	}
}

// died reports whether the process ended on its own.
func (n *node) died() bool { return n.process != nil && !n.running() }

// kill ends the process at once and waits until it is gone.
func (n *node) kill() error {
	if n.running() {
		if err := n.process.Kill(); err != nil && n.running() {
			return fmt.Errorf("kill a node: %w", err)
		}
		<-n.gone
	}
	n.process = nil
	return nil
}

// stop closes the input of the process, so that the JVM runs its shutdown hooks.
func (n *node) stop() {
	n.stdin.Close()
	<-n.gone
	n.process = nil
}

// lastWords returns the last lines of the log, for error messages.
func (n *node) lastWords() string {
	const enough = 20
	b, err := os.ReadFile(n.log)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	return strings.Join(lines[max(0, len(lines)-enough):], "\n")
}
