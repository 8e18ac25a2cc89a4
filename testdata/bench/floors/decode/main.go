// Command decode is the floor of reading files: it decodes every document of a file into maps, on one core, and drops them.
//
//	decode yaml PATH           the time of yaml.v3, of a file or of all files in a directory
//	decode json FILE           the time of encoding/json
//	decode prepare SNAPSHOT    writes to standard output what "decode json" gets
//
// What is measured against a snapshot is the objects' own JSON, one after the other. The snapshot's compression and the
// positions that it keeps beside the objects are no part of that: they are the snapshot's own cost.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"runtime"

	"github.com/klauspost/compress/zstd"
	"go.yaml.in/yaml/v3"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: decode yaml|json|prepare PATH")
	}
	if err := decode(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func decode(what, path string) error {
	if what == "yaml" {
		runtime.GOMAXPROCS(1)
		return filepath.WalkDir(path, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			file, err := os.Open(path)
			if err != nil {
				return err
			}
			defer file.Close()
			return drop(yaml.NewDecoder(file))
		})
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	switch what {
	case "prepare":
		return prepare(os.Stdout, file)
	case "json":
		runtime.GOMAXPROCS(1)
		return drop(json.NewDecoder(file))
	}
	return fmt.Errorf("no floor %q", what)
}

func drop(decoder interface{ Decode(any) error }) error {
	for {
		var document map[string]any
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func prepare(to io.Writer, snapshot io.Reader) error {
	plain, err := zstd.NewReader(snapshot)
	if err != nil {
		return err
	}
	defer plain.Close()
	w := bufio.NewWriter(to)
	decoder := json.NewDecoder(plain)
	for {
		var line struct{ Value json.RawMessage }
		if err := decoder.Decode(&line); errors.Is(err, io.EOF) {
			return w.Flush()
		} else if err != nil {
			return err
		}
		if line.Value != nil { // the header has none
			w.Write(append(line.Value, '\n'))
		}
	}
}
