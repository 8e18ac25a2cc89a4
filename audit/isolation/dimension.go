package isolation

import (
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// claims are what the article behind the project says, in our words: of containers under Kubernetes, and of virtual machines.
func claims() [][3]string {
	return [][3]string{
		{"resource-efficiency", "light: they share a kernel, and many fit on a machine", "heavier: each brings a system of its own"},
		{"isolation", "weaker: they share the host's kernel", "strong by default: each has a kernel and virtual hardware of its own"},
		{"portability", "run wherever the runtime does", "move between hosts, as a whole and with their state"},
		{"orchestration", "placed, healed and moved by themselves", "placed and moved by hand or by other tools"},
		{"deployment-speed", "start within seconds, from images", "start within minutes, from templates"},
		{"maintenance", "replaced instead of patched", "patched by hand; snapshots carry old state"},
		{"scaling", "out and in by themselves, within limits that must be set", "up by resizing, within the host"},
		{"security", "robust, but only with proper configuration", "strong by default, and every default can be switched off"},
	}
}

// Dimensions compares the platforms in the article's eight dimensions: what it claims, and what this estate's controls and ladder say.
func Dimensions(r *result.Report) []result.Dimension {
	var all []result.Dimension
	for _, claim := range claims() {
		d := result.Dimension{Name: claim[0]}
		for i, platform := range []string{"kubernetes", "libvirt"} {
			c := result.DimensionCell{Platform: platform, Claim: claim[i+1], Controls: []string{}}
			for j := range r.Controls {
				if control := &r.Controls[j]; control.Dimension == d.Name && strings.HasPrefix(control.ID, platform+"/") {
					c.Controls = append(c.Controls, control.ID)
					c.Pass += control.Pass
					c.Fail += control.Fail + control.Waived
					c.Unknown += control.Unknown
				}
			}
			if d.Name == "isolation" && r.Isolation != nil {
				c.Median, c.Workloads = median(r.Isolation.Workloads, platform)
			}
			d.Cells = append(d.Cells, c)
		}
		all = append(all, d)
	}
	return all
}

// median is the rung that half of a platform's workloads do not exceed, nil where it has none.
func median(workloads []result.Workload, platform string) (rung *int, n int) {
	var rungs []int
	for i := range workloads {
		if workloads[i].Platform == platform {
			rungs = append(rungs, workloads[i].Rung)
		}
	}
	if len(rungs) == 0 {
		return nil, 0
	}
	slices.Sort(rungs)
	return &rungs[(len(rungs)-1)/2], len(rungs)
}
