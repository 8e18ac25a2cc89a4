package reports

import (
	"fmt"

	"bulkhead/audit/result"
)

// dimensions shows what is claimed of both platforms, and what was found.
func (t *ladderTable) dimensions() {
	t.blank()
	t.para(0, 2, span{strong, "PODS BESIDE GUESTS"}, span{faint, "  what is said of containers and virtual machines, and what this estate shows"})
	for i := range t.report.Isolation.Dimensions {
		d := &t.report.Isolation.Dimensions[i]
		t.para(2, 4, span{strong, d.Name})
		for n := range d.Cells {
			t.dimensionCell(&d.Cells[n])
		}
		if verdict := medians(d); verdict != "" {
			t.para(6, 8, span{doubt, verdict})
		}
	}
}

func (t *ladderTable) dimensionCell(c *result.DimensionCell) {
	text, look := found(c)
	t.para(4, 18, span{"", fmt.Sprintf("%-10s", c.Platform)}, gap(2), span{faint, c.Claim}, span{"", ": "}, span{look, text})
}

// found says what an estate shows in a dimension, and how that looks.
func found(c *result.DimensionCell) (text string, look style) {
	total := c.Pass + c.Fail + c.Unknown
	if total == 0 {
		text, look = "nothing to judge it by", faint
	} else {
		if look = good; 2*c.Pass < total {
			look = bad
		}
		text = fmt.Sprintf("%d%% pass of %s by %s", c.Pass*100/total, plural(total, "verdict"), plural(len(c.Controls), "control"))
	}
	if c.Unknown > 0 {
		text += fmt.Sprintf(", %s unknown", thousands(c.Unknown))
	}
	if c.Median != nil {
		text += fmt.Sprintf("; median rung %d of %s", *c.Median, plural(c.Workloads, "workload"))
	}
	return text, look
}

// medians says whether the claim about isolation holds here.
func medians(d *result.Dimension) string {
	if len(d.Cells) != 2 || d.Cells[0].Median == nil || d.Cells[1].Median == nil {
		return ""
	}
	pods, guests := *d.Cells[0].Median, *d.Cells[1].Median
	switch {
	case guests > pods:
		return "Here guests do stand higher than pods."
	case guests == pods:
		return "Not so here: guests stand no higher than pods."
	}
	return "The other way here: pods stand higher than guests."
}
