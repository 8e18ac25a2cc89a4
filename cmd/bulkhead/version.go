package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"bulkhead/collectors/libvirt"
)

// release is set by the linker.
var release string

// version names this build.
func version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

func newVersion(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version and what this build can do",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			live := "live libvirt: left out of this build"
			if libvirt.Live {
				live = "live libvirt: where libvirt.so.0 is installed"
			}
			_, err := fmt.Fprintf(p.out, "bulkhead %s\n%s %s/%s\n%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, live)
			return err
		},
	}
}
