// Package memo keeps answers that take long to find and are asked for again, the last ones up to a size in memory.
package memo

import (
	"container/list"
	"reflect"
	"sync"
)

// A Memory keeps values by their keys. Several goroutines may use it.
type Memory struct {
	mu     sync.Mutex
	most   int // bytes
	size   int
	at     map[key]*list.Element
	recent *list.List // of kept, the one asked for last first
}

// Values of two types may have the same name.
type key struct {
	of   reflect.Type
	name string
}

type kept struct {
	key   key
	value any
	size  int
}

// New returns a Memory of so many bytes.
func New(bytes int) *Memory {
	return &Memory{most: bytes, at: map[key]*list.Element{}, recent: list.New()}
}

// Keep returns what is kept of a type under a name, or what find finds, which is kept from then on. It keeps no error, and nothing
// that is larger than the whole memory. find also returns about how many bytes the value takes. Two who ask for the same at once may
// both find it. All share the value, so nobody may change it.
func Keep[T any](m *Memory, name string, find func() (value T, bytes int, err error)) (T, error) {
	k := key{reflect.TypeFor[T](), name}
	if value, ok := m.get(k); ok {
		return value.(T), nil
	}
	value, bytes, err := find()
	if err == nil {
		m.put(kept{k, value, bytes + len(name)})
	}
	return value, err
}

func (m *Memory) get(k key) (any, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	at, ok := m.at[k]
	if !ok {
		return nil, false
	}
	m.recent.MoveToFront(at)
	return at.Value.(kept).value, true
}

func (m *Memory) put(v kept) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, known := m.at[v.key]; known || v.size > m.most {
		return
	}
	m.at[v.key] = m.recent.PushFront(v)
	for m.size += v.size; m.size > m.most; {
		last := m.recent.Remove(m.recent.Back()).(kept)
		m.size -= last.size
		delete(m.at, last.key)
	}
}
