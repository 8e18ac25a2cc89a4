//go:build !cgo || !libvirt_dlopen

package libvirt

import (
	"strings"
	"testing"
)

func TestLeftOut(t *testing.T) {
	err := New("qemu:///system").Collect(t.Context(), &sink{})
	if err == nil || !strings.Contains(err.Error(), "make build") || !strings.Contains(err.Error(), "libvirt0") {
		t.Error(err)
	}
}
