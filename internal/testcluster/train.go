package testcluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// train runs a node once and dumps the classes that it loads to a class data archive. Nodes with the archive start in
// half the time. The archive appears whole or not at all.
func (l *launcher) train(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp(l.dir, "train-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ports, err := freePorts(2)
	if err != nil {
		return err
	}
	archive := filepath.Join(dir, "classes.jsa")
	settings := append(nodeSettings(dir, ports[0], ports[1]), "discovery.type=single-node")
	n := l.process(filepath.Join(dir, "log"), []string{"-XX:+UseSerialGC", "-XX:ArchiveClassesAtExit=" + archive}, settings)
	c := &Cluster{URLs: []string{fmt.Sprintf("http://127.0.0.1:%d", ports[0])}, nodes: []*node{n}}
	if err := c.startAll(ctx); err != nil {
		return errors.Join(err, n.kill())
	}
	n.stop()
	return os.Rename(archive, l.archive())
}
