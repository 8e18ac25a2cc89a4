package node

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// TestParseConfAsLibvirt compares with what the parser of libvirt 9.0.0 made of the same files. Lines of errors are
// compared too, but for unclosed """texts""", of which libvirt names the end.
func TestParseConfAsLibvirt(t *testing.T) {
	text, err := os.ReadFile("testdata/conf.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Text     string
		Settings map[string]any
		Line     int // of the error, 0 where there is none
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		v, err := parseConf([]byte(c.Text), nil)
		if c.Line > 0 {
			var syntax *syntaxError
			if !errors.As(err, &syntax) {
				t.Errorf("%q: accepted, libvirt refuses line %d", c.Text, c.Line)
			} else if syntax.line != c.Line && !strings.Contains(c.Text, `"""`) {
				t.Errorf("%q: %v, libvirt refuses line %d", c.Text, err, c.Line)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v, libvirt accepts", c.Text, err)
			continue
		}
		var got map[string]any
		if err := json.Unmarshal(estate.AppendJSON(nil, v), &got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, c.Settings) {
			t.Errorf("%q: %v, libvirt %v", c.Text, got, c.Settings)
		}
	}
}

func TestParseConfPositions(t *testing.T) {
	v, err := parseConf([]byte("# comment\nuser = \"root\"\n\nnamespaces = [\n  \"mount\",\n]\n"), &estate.Source{File: "/etc/libvirt/qemu.conf"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		value        *estate.Value
		line, column int32
	}{
		{v.Get("user"), 2, 8},
		{v.Get("namespaces"), 4, 14},
		{v.Get("namespaces").Elements()[0].Value, 5, 3},
	} {
		if c.value.Line != c.line || c.value.Column != c.column || c.value.Source == nil {
			t.Errorf("%q is at %d:%d, want %d:%d", c.value.Text, c.value.Line, c.value.Column, c.line, c.column)
		}
	}
}

func TestParseConfBoundsDepth(t *testing.T) {
	if _, err := parseConf([]byte("a = "+strings.Repeat("[", 1<<16)), nil); err == nil {
		t.Error("accepted")
	}
}

// TestParseConfInstalled reads the configuration that the libvirt packages install, where they are.
func TestParseConfInstalled(t *testing.T) {
	files, err := filepath.Glob("/etc/libvirt/*.conf")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if errors.Is(err, os.ErrPermission) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parseConf(text, nil); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func FuzzParseConf(f *testing.F) {
	f.Add([]byte("a = 1 # c\nb = [ 'x', \"y\", ]; c = \"\"\"z\n\"\"\"\n"))
	f.Add([]byte("a = -"))
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := parseConf(text, nil)
		if err == nil && !json.Valid(estate.AppendJSON(nil, v)) {
			t.Errorf("%q became invalid JSON", text)
		}
	})
}
