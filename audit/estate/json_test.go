package estate

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

func TestJSONRoundTrip(t *testing.T) {
	for _, text := range []string{
		`null`, `true`, `"a\"bé\n"`, `-1.5e3`, `[]`, `{}`,
		`{"a":[1,2,{"b":null}],"c":{"d":"e"},"f":false}`,
	} {
		v, err := DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		var got, want bytes.Buffer
		if err := json.Compact(&got, AppendJSON(nil, v)); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		_ = json.Compact(&want, []byte(text))
		if got.String() != want.String() {
			t.Errorf("%s became %s", text, got.String())
		}
	}
}

func TestJSONRefusesWhatIsNotPlain(t *testing.T) {
	for name, text := range map[string]string{
		"duplicate key":  `{"a":1,"a":2}`,
		"invalid UTF-8":  "\"\xff\"",
		"cut short":      `{"a":[1,`,
		"nested too far": strings.Repeat("[", MaxDepth+2) + strings.Repeat("]", MaxDepth+2),
		"nothing":        ``,
	} {
		if _, err := DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestJSONPositions(t *testing.T) {
	text := `{"a": [true, "x"]}`
	v, err := DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), func(offset int64) (int32, int32) { return 1, int32(offset) + 1 })
	if err != nil {
		t.Fatal(err)
	}
	list := v.Get("a")
	for i, got := range []int32{v.Column, list.Column, list.Items[0].Value.Column, list.Items[1].Value.Column} {
		if want := []int32{1, 7, 8, 14}[i]; got != want {
			t.Errorf("value %d: column %d, want %d", i, got, want)
		}
	}
}

func FuzzDecodeJSON(f *testing.F) {
	f.Add([]byte(`{"a":[1,"b",null]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := DecodeJSON(jsontext.NewDecoder(bytes.NewReader(data)), nil)
		if err == nil && !json.Valid(AppendJSON(nil, v)) {
			t.Errorf("%q became %q", data, AppendJSON(nil, v))
		}
	})
}

func TestJSONReaderReadsOnAndSkips(t *testing.T) {
	r := JSONReader{
		Decoder: jsontext.NewDecoder(strings.NewReader(`{"a":{"skip":[1,2],"b":1},"skip":3} {"c":{"d":{"skip":4}}}`)),
		Skip:    func(depth int, key string) bool { return depth == 1 && key == "skip" },
	}
	for _, want := range []string{`{"a":{"b":1},"skip":3}`, `{"c":{"d":{"skip":4}}}`} {
		v, err := r.Value()
		if err != nil {
			t.Fatal(err)
		}
		if got := string(AppendJSON(nil, v)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if _, err := r.Value(); err != io.EOF {
		t.Errorf("at the end: %v", err)
	}
}
