package estate

// Slab allocates the values of one object together, which costs a tenth of allocating them one by one and lets the garbage
// collector drop them together. The zero Slab is ready. What it returned is never moved or reused.
type Slab struct {
	values []Value
	size   int // of the last allocation of values
	items  []Item
	texts  map[string]string
}

// slabSize is a compromise: an object of some 70 values wastes little, and a large one allocates seldom.
const slabSize = 64

// Part begins another object. Objects share no memory: whoever keeps a value of one would keep all that came after it.
func (s *Slab) Part() {
	s.values, s.items = nil, nil
	s.size = 0
}

// New returns a zero value to fill in.
func (s *Slab) New() *Value {
	if len(s.values) == 0 {
		s.size = min(max(2*s.size, slabSize/8), slabSize)
		s.values = make([]Value, s.size)
	}
	v := &s.values[0]
	s.values = s.values[1:]
	return v
}

// Keep returns a copy of items that nothing else appends to.
func (s *Slab) Keep(items []Item) []Item {
	if len(items) > len(s.items) {
		if len(items) > slabSize/2 {
			return append([]Item(nil), items...)
		}
		s.items = make([]Item, slabSize)
	}
	kept := s.items[:len(items):len(items)]
	s.items = s.items[len(items):]
	copy(kept, items)
	return kept
}

// internLimit bounds the texts that a slab remembers: keys and short words repeat, long texts do not.
const (
	internLength = 32
	internLimit  = 4096
)

// Text returns b as a string, the same string for equal short texts.
func (s *Slab) Text(b []byte) string {
	if len(b) > internLength {
		return string(b)
	}
	if text, ok := s.texts[string(b)]; ok {
		return text
	}
	text := string(b)
	if s.texts == nil {
		s.texts = make(map[string]string)
	}
	if len(s.texts) < internLimit {
		s.texts[text] = text
	}
	return text
}
