package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"bulkhead/audit/estate"
	"bulkhead/collectors/manifest"
	"bulkhead/collectors/snapshot"
)

const demo = "testdata/demo"

// The demo's cluster is kept as a snapshot, as a real one would be. It is made here, from manifests that people can read.
func TestDemoSnapshotIsMadeOfItsManifests(t *testing.T) {
	atRoot(t)
	path := demo + "/cluster.snapshot.zst"
	var made bytes.Buffer
	recordDemo(t, &made)
	if *update {
		if err := os.WriteFile(path, made.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// Compressed lengths, which the header names, depend on the compressor's version.
	lengths := strings.NewReplacer(lengthOf(made.Bytes(), t), "", lengthOf(kept, t), "")
	if got, want := lengths.Replace(unpacked(t, made.Bytes())), lengths.Replace(unpacked(t, kept)); got != want {
		t.Errorf("%s is not what its manifests say; go test ./cmd/bulkhead -update makes it\n%s", path, firstDifference(want, got))
	}
}

func TestDemo(t *testing.T) {
	atRoot(t)
	ran := bulkhead(t, "audit", "-f", "json", demo+"/cluster.snapshot.zst", demo+"/libvirt")
	if ran.code != 1 || ran.err != "" {
		t.Errorf("exit code %d, and on standard error: %s", ran.code, ran.err)
	}
	var report struct{ Targets, Findings []json.RawMessage }
	if err := json.Unmarshal([]byte(withoutTimes(ran.out)), &report); err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	for _, part := range append(report.Targets, report.Findings...) {
		if err := json.Compact(&lines, part); err != nil {
			t.Fatal(err)
		}
		lines.WriteByte('\n')
	}
	golden(t, demo+"/report.golden", lines.String())
}

// recordDemo writes the snapshot of a cluster that has what is in the manifests, and runs it.
func recordDemo(t *testing.T, w io.Writer) {
	t.Helper()
	recordCluster(t, w, "prod", demo+"/cluster")
}

// recordCluster writes the snapshot of a cluster that was made of manifests.
func recordCluster(t *testing.T, w io.Writer, id, manifests string) {
	t.Helper()
	recording, err := snapshot.NewRecording(&estate.Target{
		ID: id, URI: "kubernetes:" + id, Kind: estate.Cluster, Version: "v1.37.2",
		Collected: time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &demoCluster{recording: recording}
	if err := manifest.New(manifest.Config{Paths: []string{manifests}}).Collect(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	for _, o := range append(c.sets, c.pods...) {
		if err := recording.Object(o); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.problems) > 0 {
		t.Fatalf("%+v", c.problems)
	}
	if err := snapshot.Write(w, "demo", []*snapshot.Recording{recording}); err != nil {
		t.Fatal(err)
	}
}

// demoCluster stands in for the API server and its controllers: it gives objects UIDs and versions, and workloads their pods.
type demoCluster struct {
	recording  *snapshot.Recording
	version    int
	sets, pods []*estate.Object
	problems   []estate.Problem
}

func (c *demoCluster) Problem(p estate.Problem)      { c.problems = append(c.problems, p) }
func (c *demoCluster) Progress(_ string, _, _ int)   {}
func (c *demoCluster) Object(o *estate.Object) error { return c.recording.Object(c.admit(o)) }
func item(key string, v *estate.Value) estate.Item   { return estate.Item{Key: key, Value: v} }
func demoUID(kind, namespace, name string) string    { return uuid(kind + "/" + namespace + "/" + name) }

func (c *demoCluster) nextVersion() string { c.version += 17; return strconv.Itoa(400000 + c.version) }

func uuid(of string) string {
	sum := sha256.Sum256([]byte(of))
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// admit returns the object as the server would, and queues what controllers make of it.
func (c *demoCluster) admit(o *estate.Object) *estate.Object {
	admitted := *o
	admitted.Value = placeless(o.Value)
	admitted.ResourceVersion = c.nextVersion()
	metadata := admitted.Value.Get("metadata")
	metadata.Items = append(metadata.Items,
		item("uid", estate.Text(demoUID(o.Kind, o.Namespace, o.Name))),
		item("resourceVersion", estate.Text(admitted.ResourceVersion)),
	)
	replicas := 0
	switch o.Kind {
	case "Deployment", "StatefulSet":
		replicas, _ = strconv.Atoi(o.Value.At("spec", "replicas").Text)
	case "DaemonSet":
		replicas = 3 // one on each node
	}
	if replicas == 0 {
		return &admitted
	}
	above := &admitted
	if o.Kind == "Deployment" {
		above = c.made(above, "ReplicaSet", "apps/v1", o.Name+"-6c9f7d5b4", item("spec", estate.MapOf(item("template", admitted.Value.At("spec", "template")))))
		c.sets = append(c.sets, above)
	}
	template := admitted.Value.At("spec", "template")
	for i := range replicas {
		pod := c.made(above, "Pod", "v1", fmt.Sprintf("%s-%d", above.Name, i),
			item("spec", onNode(template.Get("spec"), above.Kind, i)), item("status", estate.MapOf(item("phase", estate.Text("Running")))))
		c.pods = append(c.pods, pod)
	}
	return &admitted
}

// onNode is a pod's specification after scheduling: a daemon set has a pod on each of the three nodes, and of all others the first pods
// share the first node.
func onNode(spec *estate.Value, owner string, i int) *estate.Value {
	node := i / 2 % 3
	if owner == "DaemonSet" {
		node = i
	}
	return estate.MapOf(append(slices.Clone(spec.Items), item("nodeName", estate.Text(fmt.Sprintf("worker-%d", node+1))))...)
}

// made is an object that a controller made for above.
func (c *demoCluster) made(above *estate.Object, kind, apiVersion, name string, fields ...estate.Item) *estate.Object {
	version := c.nextVersion()
	metadata := estate.MapOf(
		item("name", estate.Text(name)),
		item("namespace", estate.Text(above.Namespace)),
		item("uid", estate.Text(demoUID(kind, above.Namespace, name))),
		item("resourceVersion", estate.Text(version)),
		item("labels", above.Value.At("spec", "template", "metadata", "labels")),
		item("ownerReferences", estate.ListOf(estate.MapOf(
			item("apiVersion", above.Value.Get("apiVersion")),
			item("kind", estate.Text(above.Kind)),
			item("name", estate.Text(above.Name)),
			item("uid", above.Value.At("metadata", "uid")),
			item("controller", estate.Bool(true)),
		))),
	)
	value := estate.MapOf(append([]estate.Item{
		item("apiVersion", estate.Text(apiVersion)), item("kind", estate.Text(kind)), item("metadata", metadata),
	}, fields...)...)
	return &estate.Object{
		Platform: estate.Kubernetes, Kind: kind, Namespace: above.Namespace, Name: name, ResourceVersion: version, Value: value,
	}
}

// placeless copies a value without its places: a server has no files.
func placeless(v *estate.Value) *estate.Value {
	bare := &estate.Value{Kind: v.Kind, Text: v.Text}
	for _, i := range v.Items {
		bare.Items = append(bare.Items, item(i.Key, placeless(i.Value)))
	}
	return bare
}

// unpacked is all that a snapshot's frames hold.
func unpacked(t *testing.T, packed []byte) string {
	t.Helper()
	decoder, err := zstd.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	defer decoder.Close()
	text, err := io.ReadAll(decoder)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// lengthOf is how a snapshot's header writes the length of its only target.
func lengthOf(packed []byte, t *testing.T) string {
	t.Helper()
	header, _, _ := strings.Cut(unpacked(t, packed), "\n")
	_, length, ok := strings.Cut(header, `"length":`)
	if !ok {
		t.Fatalf("no length in %s", header)
	}
	return `"length":` + length
}
