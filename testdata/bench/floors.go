package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/klauspost/compress/zstd"
	"go.yaml.in/yaml/v3"
)

// floor does the least that any program could do with an input.
func floor(args []string) error {
	switch args[0] {
	case "yaml": // decode every document into maps, on one core
		runtime.GOMAXPROCS(1)
		return decodeYAML(args[1])
	case "json": // decode every line's value into maps, on one core
		runtime.GOMAXPROCS(1)
		return decodeJSON(args[1])
	}
	return fmt.Errorf("no floor %q", args[0])
}

func decodeYAML(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	decoder := yaml.NewDecoder(file)
	for {
		var document map[string]any
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func decodeJSON(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	plain, err := zstd.NewReader(file)
	if err != nil {
		return err
	}
	defer plain.Close()
	decoder := json.NewDecoder(plain)
	for {
		var document map[string]any
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
