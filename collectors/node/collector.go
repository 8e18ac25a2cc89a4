package node

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"bulkhead/audit/estate"
	"bulkhead/collectors/redact"
)

// Collector reads one machine's files.
type Collector struct {
	root   string
	target *estate.Target
}

// New makes a collector for the machine whose files are mounted at the directory root; uri is how the user named it. It
// looks for the machine's name there, and leaves all complaints to [Collector.Collect].
func New(uri, root string) *Collector {
	c := &Collector{root: root, target: &estate.Target{ID: uri, URI: uri, Kind: estate.Machine}}
	if dir, err := os.OpenRoot(root); err == nil {
		defer dir.Close()
		if name := hostname(&openedRoot{ctx: context.Background(), dir: dir}); name != "" {
			c.target.ID = name
		}
	}
	return c
}

// Target returns the machine, the same at each call. Its ID is the machine's hostname, or the URI where it has none.
func (c *Collector) Target() *estate.Target { return c.target }

// Collect sends one object of kind Machine. It returns an error where the root does not exist, cannot be opened or holds
// nothing that can be audited, and when ctx ends. What is there and cannot be read becomes a problem and an Unread value.
func (c *Collector) Collect(ctx context.Context, sink estate.Sink) error {
	dir, err := os.OpenRoot(c.root)
	if err != nil {
		return fmt.Errorf("open the machine's root %s: %w", c.root, plain(err))
	}
	r := &openedRoot{ctx: ctx, dir: dir}
	now := time.Now()
	c.target.Collected = now

	// A file system that hangs blocks the reading goroutine, not the audit: it then ends when the file system answers.
	built := make(chan *estate.Value, 1)
	go func() {
		defer dir.Close()
		if auditable(r) {
			built <- machine(r, now)
		}
		close(built)
	}()
	var value *estate.Value
	select {
	case value = <-built:
	case <-ctx.Done():
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("read the machine below %s: %w", c.root, err)
	}
	if value == nil {
		return fmt.Errorf("nothing to audit below %s: it has none of %s", c.root, strings.Join(auditableParts(), ", "))
	}
	for _, problem := range r.problems {
		sink.Problem(problem)
	}
	c.target.Version = version(value)
	return sink.Object(&estate.Object{
		Target: c.target, Platform: estate.Node, Kind: "Machine", Name: c.target.ID, Value: value,
	})
}

// auditableParts are the parts of a root that say something. An empty proc or sys, as in an image, does not.
func auditableParts() []string {
	return []string{"/proc/sys", "/sys/devices", "/etc/libvirt", kubeletConfig, "/etc/systemd/system/kubelet.service.d", "/etc/kubernetes", "/var/lib/rancher"}
}

func auditable(r *openedRoot) bool {
	for _, part := range auditableParts() {
		if r.exists(part) {
			return true
		}
	}
	return false
}

// machine builds the object's value as of the time now; doc.go gives its shape.
func machine(r *openedRoot, now time.Time) *estate.Value {
	proc, sys := r.exists("proc/sys/kernel"), r.exists("sys/kernel")
	kubelet := kubelet(r)
	controlPlane := controlPlane(r, kubelet)
	v := estate.MapOf(
		estate.Item{Key: "kernel", Value: kernel(r, proc, sys)},
		estate.Item{Key: "cpu", Value: cpu(r, sys)},
		estate.Item{Key: "kvm", Value: modules(r, sys, "kvm", "kvm_intel", "kvm_amd")},
		estate.Item{Key: "vfio", Value: modules(r, sys, "vfio", "vfio_iommu_type1")},
		estate.Item{Key: "iommu", Value: iommu(r, sys)},
		estate.Item{Key: "swaps", Value: swaps(r, proc)},
		estate.Item{Key: "product_uuid", Value: productUUID(r, sys)},
		estate.Item{Key: "os", Value: osRelease(r)},
		estate.Item{Key: "libvirt", Value: libvirt(r, proc, now)},
		estate.Item{Key: "guests", Value: guestProcesses(r, proc)},
		estate.Item{Key: "kubelet", Value: kubelet},
		estate.Item{Key: "controlPlane", Value: controlPlane},
		estate.Item{Key: "files", Value: kubernetesFiles(r, kubelet, controlPlane)},
	)
	redact.Object(v)
	return v
}

// hostname is the first line of /etc/hostname that is no comment. The names that images come with name no machine.
func hostname(r *openedRoot) string {
	text, err := r.read("etc/hostname")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(strings.ToValidUTF8(string(text), "\uFFFD")) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if first, _, _ := strings.Cut(line, "."); first == "localhost" {
			return ""
		}
		return line
	}
	return ""
}

// version says which system and kernel the machine has.
func version(v *estate.Value) string {
	var parts []string
	if name := v.Get("os").Str(); name != "" {
		parts = append(parts, name)
	}
	if release := v.At("kernel", "release").Str(); release != "" {
		parts = append(parts, "kernel "+release)
	}
	return strings.Join(parts, ", ")
}

// osRelease is the system's name for people.
func osRelease(r *openedRoot) *estate.Value {
	for _, file := range []string{"etc/os-release", "usr/lib/os-release"} {
		text, err := r.read(file)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return r.unread(file, err)
		}
		if name, ok := parseEnvironment(text, &estate.Source{File: "/" + file})["PRETTY_NAME"]; ok {
			return name.value()
		}
	}
	return nil
}
