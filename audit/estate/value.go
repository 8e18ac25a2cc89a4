package estate

// Kind is the kind of a [Value].
type Kind uint8

// The kinds of JSON, and two more for values that are not there to be judged: an Unread value should have been readable
// and was not; a NotInInput value cannot be held by this kind of target. An absent value is a nil *Value.
const (
	Null Kind = iota
	False
	True
	Number
	String
	List
	Map
	Unread
	NotInInput
)

// Value is one node of a platform object: JSON's shape, with the place it was read from. Values form trees, are never
// changed once sent to a [Sink], and may be shared between trees.
type Value struct {
	// Source is the file that this value and those below it came from. It is set where it changes, on roots as a rule.
	Source *Source
	// Text is a String's text, a Number's literal, or why an Unread or NotInInput value is not known.
	Text string
	// Items are a Map's fields in their order in the file, keys unique, or a List's elements with empty keys.
	Items []Item
	// Line and Column count from 1, columns in bytes. They are 0 where there is no file. A field's value has its key's
	// position where the value has none of its own.
	Line, Column int32
	Kind         Kind
	// Malformed marks an Unread value that stands in its file and means nothing there: no control that may read it passes, whatever
	// else it goes by.
	Malformed bool
}

// Item is a field of a Map or an element of a List.
type Item struct {
	Key   string
	Value *Value
}

// Source is where values come from.
type Source struct {
	// File is the path as the user would type it, or "-" for standard input. For a machine's files it is the path below
	// the audited root, as the machine itself sees it.
	File string
}

// Get returns the field of a Map, or nil if v is no Map or has no such field.
func (v *Value) Get(key string) *Value {
	if v == nil || v.Kind != Map {
		return nil
	}
	for i := range v.Items {
		if v.Items[i].Key == key {
			return v.Items[i].Value
		}
	}
	return nil
}

// At follows keys from v. It returns nil where a step is absent, and an unknown value as soon as it meets one.
func (v *Value) At(keys ...string) *Value {
	for _, key := range keys {
		if v.Unknown() {
			return v
		}
		v = v.Get(key)
	}
	return v
}

// Unknown says that v is Unread or NotInInput.
func (v *Value) Unknown() bool {
	return v != nil && (v.Kind == Unread || v.Kind == NotInInput)
}

// Missing returns the first unknown value in v or below it, nil where all is known.
func (v *Value) Missing() *Value {
	if v == nil || v.Unknown() {
		return v
	}
	for i := range v.Items {
		if missing := v.Items[i].Value.Missing(); missing != nil {
			return missing
		}
	}
	return nil
}

// Str returns a String's text, and "" for everything else.
func (v *Value) Str() string {
	if v == nil || v.Kind != String {
		return ""
	}
	return v.Text
}

// IsTrue says that v is the boolean true.
func (v *Value) IsTrue() bool { return v != nil && v.Kind == True }

// Elements returns a List's elements, and nothing for everything else.
func (v *Value) Elements() []Item {
	if v == nil || v.Kind != List {
		return nil
	}
	return v.Items
}

// Fields returns a Map's fields, and nothing for everything else.
func (v *Value) Fields() []Item {
	if v == nil || v.Kind != Map {
		return nil
	}
	return v.Items
}

// Bool makes a boolean value.
func Bool(b bool) *Value {
	if b {
		return &Value{Kind: True}
	}
	return &Value{Kind: False}
}

// Text makes a string value.
func Text(s string) *Value { return &Value{Kind: String, Text: s} }

// ListOf makes a list.
func ListOf(elements ...*Value) *Value {
	items := make([]Item, len(elements))
	for i, e := range elements {
		items[i].Value = e
	}
	return &Value{Kind: List, Items: items}
}

// Texts makes a list of strings.
func Texts(texts ...string) *Value {
	items := make([]Item, len(texts))
	for i, s := range texts {
		items[i].Value = Text(s)
	}
	return &Value{Kind: List, Items: items}
}

// MapOf makes a map of the items whose value is not nil.
func MapOf(items ...Item) *Value {
	kept := make([]Item, 0, len(items))
	for _, item := range items {
		if item.Value != nil {
			kept = append(kept, item)
		}
	}
	return &Value{Kind: Map, Items: kept}
}

// UnreadBecause makes the value of something that should have been readable and was not.
func UnreadBecause(why string) *Value { return &Value{Kind: Unread, Text: why} }

// MalformedBecause makes the value of something that stands at another value's place and means nothing there.
func MalformedBecause(why string, at *Value) *Value {
	return &Value{Kind: Unread, Malformed: true, Text: why, Source: at.Source, Line: at.Line, Column: at.Column}
}

// NotInInputBecause makes the value of something that this kind of target cannot hold.
func NotInInputBecause(why string) *Value { return &Value{Kind: NotInInput, Text: why} }
