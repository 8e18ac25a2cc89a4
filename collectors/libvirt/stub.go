//go:build !cgo || !libvirt_dlopen

package libvirt

import "fmt"

// Live says whether this build can read live hosts.
const Live = false

// read stands in for the live reader.
func read(uri string, _ func(step) bool) error {
	return fmt.Errorf("connect to %s: this build of bulkhead leaves live libvirt out: build it by `make build` where gcc is "+
		"installed, and install libvirt's client library (Debian, Ubuntu: libvirt0; Fedora, RHEL: libvirt-libs)", uri)
}
