// Package targets turns what a user names into collectors.
package targets

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"bulkhead/audit"
	"bulkhead/audit/estate"
	"bulkhead/collectors/kubernetes"
	"bulkhead/collectors/libvirt"
	"bulkhead/collectors/manifest"
	"bulkhead/collectors/node"
	"bulkhead/collectors/snapshot"
)

// Config is what all targets of a run share.
type Config struct {
	Kubeconfig  string
	Context     string // of clusters that name none
	AllContexts bool
	QPS         float32
	// NodeProxy asks kubelets through the API server.
	NodeProxy                            bool
	IncludeNamespaces, ExcludeNamespaces []string
	FilesVersion                         string                      // the Kubernetes version of files, also of those in snapshots; empty: not said
	Whole                                func(namespace string) bool // see [estate.Target]; nil: nothing is assumed
	Stdin                                io.Reader
	Contents                             map[string][]byte // of files, in the place of what they hold
	Rendering                            manifest.Rendering
	Changed                              func(path string) bool // see [manifest.Config]
}

// UsageError is a target that means nothing, as opposed to one that can't be read.
type UsageError struct{ message string }

func (e *UsageError) Error() string { return e.message }

func usage(format string, args ...any) error { return &UsageError{fmt.Sprintf(format, args...)} }

// libvirtURI is DRIVER[+TRANSPORT]://...
var libvirtURI = regexp.MustCompile(`^[a-z]+(\+[a-z0-9]+)?://`)

// cutURI is what a libvirt URI looks like with a slash too few.
var cutURI = regexp.MustCompile(`^(qemu|lxc|xen|test|vz|ch|bhyve)(\+[a-z0-9]+)?:`)

// Open returns a collector for each target. All paths together are one target, since files form one estate; a snapshot is as
// many as it holds. What is live and named twice, such as the current context and --all-contexts, is one. What can't be opened is a
// collector that says so: the other targets are still audited.
func Open(names []string, c Config) ([]audit.Collector, error) {
	if len(names) == 0 && !c.AllContexts {
		return nil, usage("no target given; try a file or directory, kubernetes:, qemu:///system or node:/")
	}
	var all []audit.Collector
	var paths, named []string // the files, and what the user called them
	stdin := false
	known := map[string]bool{}
	live := func(identity string, c audit.Collector) {
		if !known[identity] {
			known[identity] = true
			all = append(all, c)
		}
	}
	for _, name := range names {
		scheme, rest, _ := strings.Cut(name, ":")
		switch {
		case name == "-" && stdin:
			return nil, usage("standard input (-) can be read once only")
		case name == "-":
			stdin = true
			opened, isSnapshot, err := openStdin(&c)
			if err != nil {
				return nil, err
			}
			if isSnapshot {
				all = append(all, opened...)
			} else {
				paths, named = append(paths, name), append(named, name)
			}
		case libvirtURI.MatchString(name):
			live(name, libvirt.New(name))
		case scheme == "kubernetes" && strings.Contains(name, ":"):
			if rest != "" && c.Context != "" {
				return nil, usage("--context %s and the target %s name two contexts: drop one", c.Context, name)
			}
			collector := cluster(name, rest, c)
			live("kubernetes:"+collector.Target().ID, collector)
		case scheme == "node" && strings.Contains(name, ":"):
			if !strings.HasPrefix(rest, "/") {
				return nil, usage("target %s: write node:/ROOT with an absolute path, as node:/ for this machine", name)
			}
			live("node:"+filepath.Clean(rest), node.New(name, rest))
		case cutURI.MatchString(name) && !exists(name):
			return nil, usage("target %s: a libvirt URI has two slashes before the host, as qemu:///system for this one", name)
		default:
			files := []string{name}
			if isGlob(name) {
				var err error
				if files, err = expand(name); errors.Is(err, errNoMatch) {
					all = append(all, unusable(name, name, estate.Files, fmt.Errorf("audit %s: %w", name, err)))
				} else if err != nil {
					return nil, err
				}
			}
			before := len(paths)
			for _, file := range files {
				opened, isSnapshot := openSnapshot(file)
				if isSnapshot {
					all = append(all, opened...)
				} else {
					paths = append(paths, file)
				}
			}
			if len(paths) > before {
				named = append(named, name)
			}
		}
	}
	if c.AllContexts {
		contexts, err := kubernetes.Contexts(c.Kubeconfig)
		if err != nil {
			return nil, usage("--all-contexts: %v", err)
		}
		for _, context := range contexts {
			live("kubernetes:"+context, cluster("kubernetes:"+context, context, c))
		}
	}
	charts := 0
	if len(paths) > 0 {
		for _, collector := range manifest.Open(manifest.Config{Paths: paths, Called: strings.Join(named, " "), Stdin: c.Stdin, Rendering: c.Rendering, Changed: c.Changed, Contents: c.Contents}) {
			all = append(all, collector)
			charts += collector.Charts()
		}
	}
	if len(c.Rendering.Values)+len(c.Rendering.Set) > 0 && charts != 1 {
		return nil, usage("--values and --set are for one Helm chart; the targets have %d: name the chart's directory or archive", charts)
	}
	for _, collector := range all {
		if target := collector.Target(); target.Kind == estate.Files {
			if c.FilesVersion != "" {
				target.Version = c.FilesVersion
			}
			target.Whole = c.Whole
		}
	}
	return all, unique(all)
}

// unique refuses two targets of one ID, such as two snapshots of one cluster: nobody could tell their findings apart.
func unique(all []audit.Collector) error {
	named := map[string]bool{}
	for _, c := range all {
		id := c.Target().ID
		if named[id] {
			return usage("two targets are %s: audit each in a run of its own", id)
		}
		named[id] = true
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func cluster(uri, context string, c Config) audit.Collector {
	if context == "" {
		context = c.Context
	}
	collector, err := kubernetes.New(kubernetes.Config{
		Kubeconfig: c.Kubeconfig, Context: context, URI: uri, QPS: c.QPS, NodeProxy: c.NodeProxy,
		IncludeNamespaces: c.IncludeNamespaces, ExcludeNamespaces: c.ExcludeNamespaces,
	})
	if err != nil {
		return unusable(uri, context, estate.Cluster, err)
	}
	return collector
}

// openSnapshot opens file if it is a snapshot. The second result says whether it is.
func openSnapshot(name string) ([]audit.Collector, bool) {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, false
	}
	magic := make([]byte, len(snapshot.Magic))
	if _, err := file.ReadAt(magic, 0); err != nil || string(magic) != snapshot.Magic {
		file.Close()
		return nil, false
	}
	// The file stays open for the whole run; its collectors read from it.
	collectors, err := snapshot.Open(file, info.Size(), name)
	if err != nil {
		return []audit.Collector{unusable(name, name, estate.Files, err)}, true
	}
	return asCollectors(collectors), true
}

// OpenHost opens the snapshot of a libvirt host that files are judged by.
func OpenHost(name string) ([]audit.Collector, error) {
	if !exists(name) {
		return nil, usage("--host %s: no such file", name)
	}
	opened, isSnapshot := openSnapshot(name)
	if !isSnapshot {
		return nil, usage("--host %s: not a snapshot; take one on the host: bulkhead collect qemu:///system node:/ -o host.snapshot.zst", name)
	}
	return opened, nil
}

// openStdin tells a snapshot from all else by its first bytes, which it puts back.
func openStdin(c *Config) ([]audit.Collector, bool, error) {
	magic := make([]byte, len(snapshot.Magic))
	n, err := io.ReadFull(c.Stdin, magic)
	c.Stdin = io.MultiReader(bytes.NewReader(magic[:n]), c.Stdin)
	if err != nil || string(magic) != snapshot.Magic {
		return nil, false, nil // whatever is wrong with it shows when it is read
	}
	content, err := io.ReadAll(c.Stdin)
	if err != nil {
		return nil, true, fmt.Errorf("read standard input: %w", err)
	}
	collectors, err := snapshot.Open(bytes.NewReader(content), int64(len(content)), "standard input")
	if err != nil {
		return []audit.Collector{unusable("-", "-", estate.Files, err)}, true, nil
	}
	return asCollectors(collectors), true, nil
}

func asCollectors(snapshots []*snapshot.Collector) []audit.Collector {
	var all []audit.Collector
	for _, s := range snapshots {
		all = append(all, s)
	}
	return all
}

// broken is a target that can't be opened.
type broken struct {
	target *estate.Target
	err    error
}

func unusable(uri, id string, kind estate.TargetKind, err error) audit.Collector {
	if id == "" {
		id = uri
	}
	return &broken{target: &estate.Target{ID: id, URI: uri, Kind: kind}, err: err}
}

func (b *broken) Target() *estate.Target                     { return b.target }
func (b *broken) Collect(context.Context, estate.Sink) error { return b.err }
