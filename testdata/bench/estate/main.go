// Command estate writes a snapshot of a large estate: one cluster with as many pods, accounts, bindings and network policies as the
// issue on isolation names, on nodes that are guests of libvirt hosts.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
	"bulkhead/collectors/libvirt/xmltree"
	"bulkhead/collectors/snapshot"
)

const (
	namespaces  = 200
	accounts    = 5_000
	bindings    = 10_000
	policies    = 2_000
	deployments = 10_000
	replicas    = 10 // 100,000 pods
	hosts       = 100
	perHost     = 10 // 1,000 nodes
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: estate SNAPSHOT")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(path string) error {
	cluster, err := record("prod", "kubernetes:prod", estate.Cluster, "v1.37.2")
	if err != nil {
		return err
	}
	if err := fill(cluster); err != nil {
		return err
	}
	all := []*snapshot.Recording{cluster.Recording}
	for h := range hosts {
		id := fmt.Sprintf("qemu+ssh://hv-%d/system", h)
		host, err := record(id, id, estate.LibvirtHost, "11.0.0")
		if err != nil {
			return err
		}
		for d := range perHost {
			if err := host.domain(h*perHost + d); err != nil {
				return err
			}
		}
		all = append(all, host.Recording)
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := snapshot.Write(file, "bench", all); err != nil {
		return err
	}
	return file.Close()
}

type recording struct{ *snapshot.Recording }

func record(id, uri string, kind estate.TargetKind, version string) (recording, error) {
	r, err := snapshot.NewRecording(&estate.Target{
		ID: id, URI: uri, Kind: kind, Version: version, Collected: time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC),
	}, nil)
	return recording{r}, err
}

// object writes an object of the API, given as JSON without what its kind and metadata say.
func (r recording) object(apiVersion, kind, namespace, name, metadata, rest string) error {
	at := ""
	if namespace != "" {
		at = fmt.Sprintf(`"namespace":%q,`, namespace)
	}
	text := fmt.Sprintf(`{"apiVersion":%q,"kind":%q,"metadata":{%s"name":%q,"uid":"%s/%s/%s"%s}%s}`,
		apiVersion, kind, at, name, kind, namespace, name, metadata, rest)
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
	if err != nil {
		return fmt.Errorf("%s: %w", text, err)
	}
	return r.Object(&estate.Object{Platform: estate.Kubernetes, Kind: kind, Namespace: namespace, Name: name, ResourceVersion: "1", Value: v})
}

// domain writes a host's guest, which is the cluster's node of that number.
func (r recording) domain(n int) error {
	_, v, err := xmltree.Parse(strings.NewReader(fmt.Sprintf(domain, n, uuid(n), n, n/256, n%256)), nil)
	if err != nil {
		return err
	}
	state := estate.MapOf(estate.Item{Key: "active", Value: estate.Bool(true)}, estate.Item{Key: "seclabels", Value: estate.ListOf()})
	return r.Object(&estate.Object{
		Platform: estate.Libvirt, Kind: "Domain", Name: fmt.Sprintf("node-%d", n),
		Value: estate.MapOf(estate.Item{Key: "domain", Value: v}, estate.Item{Key: "state", Value: state}),
	})
}

func uuid(node int) string { return fmt.Sprintf("%08x-2d78-430f-9aa5-f03c87d21e68", node) }

const domain = `<domain type="kvm">
  <name>node-%d</name>
  <uuid>%s</uuid>
  <memory unit="GiB">64</memory>
  <vcpu>16</vcpu>
  <os><type arch="x86_64" machine="q35">hvm</type></os>
  <devices>
    <disk type="file" device="disk"><source file="/var/lib/libvirt/images/node-%d.qcow2"/><target dev="vda" bus="virtio"/></disk>
    <interface type="network"><mac address="52:54:00:00:%02x:%02x"/><source network="nodes"/></interface>
  </devices>
</domain>`
