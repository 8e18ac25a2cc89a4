package engine

import (
	"fmt"
	"sync"

	"bulkhead/audit/estate"
)

// memory holds one control's verdicts by the values that it read. It is bounded: a control whose subjects are all different
// gains nothing from it, and must not fill the machine either.
type memory struct {
	mu       sync.RWMutex
	verdicts map[string]*Verdict
	bytes    int
	shared   map[string]*Verdict // equal verdicts once, by their text
	unknowns map[unknownAt]*Verdict
}

// memoryLimit bounds the keys that one control's memory holds, in bytes. Full, it starts anew.
const memoryLimit = 1 << 20

func newMemory() *memory {
	return &memory{verdicts: map[string]*Verdict{}, shared: map[string]*Verdict{}, unknowns: map[unknownAt]*Verdict{}}
}

func (m *memory) get(key []byte) *Verdict {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.verdicts[string(key)]
}

func (m *memory) put(key []byte, v *Verdict) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bytes += len(key); m.bytes > memoryLimit {
		clear(m.verdicts)
		m.bytes = len(key)
	}
	m.verdicts[string(key)] = v
}

// share returns the one verdict that stands for all that are equal to v.
func (m *memory) share(v *Verdict) *Verdict {
	text := fmt.Sprintf("%d%q", v.Outcome, v.Remarks)
	m.mu.Lock()
	defer m.mu.Unlock()
	if known := m.shared[text]; known != nil {
		return known
	}
	if len(m.shared) >= memoryLimit/1024 {
		clear(m.shared)
	}
	m.shared[text] = v
	return v
}

// unknown is the verdict for a control that may read a value that is not known.
func (m *memory) unknown(at *segment) *Verdict {
	key := unknownAt{at.unknown.Kind, at.unknown.Text, at.at}
	m.mu.RLock()
	v := m.unknowns[key]
	m.mu.RUnlock()
	if v != nil {
		return v
	}
	v = &Verdict{Outcome: Unknown, Remarks: []Remark{{
		Path: at.at.keys(), Message: at.unknown.Text, Reason: at.unknown.Reason(),
	}}}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.unknowns) >= memoryLimit/1024 {
		clear(m.unknowns)
	}
	m.unknowns[key] = v
	return v
}

// unknownAt is a value that is not known, and where.
type unknownAt struct {
	kind estate.Kind
	why  string
	at   *readNode
}
