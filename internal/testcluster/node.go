package testcluster

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// A node is one process of the launcher, or the place for one while it does not run.
type node struct {
	java string
	args []string
	log  string // the file that its output goes to, over all its runs

	process *os.Process
	// stdin is the pipe whose end tells the launcher to end: it closes with this process, however that ends.
	stdin io.Closer
	gone  chan struct{} // closed when the process has ended
}

// start starts the process; a node that runs already is left alone.
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
		cmd.Wait() // the log says why it ended, better than its status
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

// died tells that the process ended without being told to.
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

// stop ends the process by the end of its input, so that the JVM still does what it does at its exit.
func (n *node) stop() {
	n.stdin.Close()
	<-n.gone
	n.process = nil
}

// lastWords are the last lines that the node wrote, for the message about its failure.
func (n *node) lastWords() string {
	const enough = 20
	b, err := os.ReadFile(n.log)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	return strings.Join(lines[max(0, len(lines)-enough):], "\n")
}
