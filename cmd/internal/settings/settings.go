// Package settings gives flags their values: from the command line, else from BULKHEAD_* variables, else from a file.
package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"
)

// File is read unasked from the working directory.
const File = "bulkhead.yaml"

// OnlyAsked annotates a flag that no file sets which is read unasked: a directory that somebody works in may be another's.
const OnlyAsked = "only-asked"

// setElsewhere marks a flag that a variable or a file set, and no command line.
const setElsewhere = "set-elsewhere"

// OnCommandLine says that a flag was given to this very call, rather than by a variable or a file, which serve many calls.
func OnCommandLine(flags *pflag.FlagSet, name string) bool {
	flag := flags.Lookup(name)
	_, elsewhere := flag.Annotations[setElsewhere]
	return flag.Changed && !elsewhere
}

// Apply sets the flags that the command line left alone. The file's keys are the flags' names; a list is a YAML list or a
// comma list. An empty path means File, if it exists. A key or value that means nothing is an error with its place. What is returned is what
// the file says of controls.
func Apply(flags *pflag.FlagSet, path string, getenv func(string) string) (Controls, error) {
	left := map[string]*pflag.Flag{}
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Changed {
			left[f.Name] = f
		}
	})
	for name, flag := range left {
		variable := "BULKHEAD_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
		value := getenv(variable)
		if value == "" || name == "help" {
			continue
		}
		if err := set(flags, flag, value); err != nil {
			return Controls{}, fmt.Errorf("variable %s: %w", variable, err)
		}
		delete(left, name)
	}
	return fromFile(flags, left, path)
}

func fromFile(flags *pflag.FlagSet, left map[string]*pflag.Flag, path string) (Controls, error) {
	var controls Controls
	unasked := path == ""
	if unasked {
		path = File
	}
	content, err := os.ReadFile(path)
	if unasked && errors.Is(err, fs.ErrNotExist) {
		return controls, nil
	}
	if err != nil {
		return controls, err
	}
	var document yaml.Node
	if err := yaml.Unmarshal(content, &document); err != nil {
		return controls, fmt.Errorf("%s: %w", path, err)
	}
	if len(document.Content) == 0 {
		return controls, nil
	}
	root := document.Content[0]
	if root.Kind != yaml.MappingNode {
		return controls, fmt.Errorf("%s:%d: write KEY: VALUE, where a key is a flag's name", path, root.Line)
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if key.Value == controlsKey {
			controls = Controls{file: path, node: value}
			continue
		}
		if flags.Lookup(key.Value) == nil && !knownElsewhere(flags, key.Value) {
			return controls, fmt.Errorf("%s:%d:%d: there is no setting %q", path, key.Line, key.Column, key.Value)
		}
		flag := left[key.Value]
		if flag == nil {
			continue
		}
		if _, only := flag.Annotations[OnlyAsked]; only && unasked {
			return controls, fmt.Errorf("%s:%d:%d: %s is not taken from a file that nobody named: give --%[4]s, or --config %[1]s", path, key.Line, key.Column, key.Value)
		}
		text, err := scalar(value)
		if err == nil {
			err = set(flags, flag, text)
		}
		if err != nil {
			return controls, fmt.Errorf("%s:%d:%d: %s: %w", path, value.Line, value.Column, key.Value, err)
		}
	}
	return controls, nil
}

// knownElsewhere says that another command has the flag, so that one file serves all commands.
func knownElsewhere(flags *pflag.FlagSet, name string) bool {
	known := flags.Lookup("config")
	return known != nil && strings.Contains(" "+strings.Join(known.Annotations["settings"], " ")+" ", " "+name+" ")
}

func scalar(node *yaml.Node) (string, error) {
	switch node.Kind {
	case yaml.ScalarNode:
		return node.Value, nil
	case yaml.SequenceNode:
		var texts []string
		for _, element := range node.Content {
			if element.Kind != yaml.ScalarNode {
				return "", errors.New("write a list of plain values")
			}
			texts = append(texts, element.Value)
		}
		return strings.Join(texts, ","), nil
	}
	return "", errors.New("write a plain value or a list")
}

// set marks the flag as changed, so that what asks whether it was given is told yes.
func set(flags *pflag.FlagSet, flag *pflag.Flag, value string) error {
	if err := flags.Set(flag.Name, value); err != nil {
		return err
	}
	return flags.SetAnnotation(flag.Name, setElsewhere, nil)
}
