package manifest

import (
	"strings"

	"bulkhead/audit/estate"
)

// replace turns positions in what was rendered into those in the files that it was rendered from. It looks at what was made of
// one document: the objects and problems from these numbers on.
func (f *file) replace(r *parsed, objects, problems int) {
	if f.origins == nil && f.lines == nil && !f.chart {
		return
	}
	for i := range r.problems[problems:] {
		p := &r.problems[problems+i]
		if f.origins != nil {
			p.Line, p.Column = 0, 0
		} else if f.lines != nil {
			p.Line, p.Column = f.inTemplate(p.Line, p.Column)
		}
	}
	kept := r.objects[:objects]
	for _, o := range r.objects[objects:] {
		switch {
		case f.chart && isTest(o.Value):
			r.skipped++ // helm test runs it, and nobody else
			r.problems = r.problems[:problems]
			continue
		case f.origins != nil:
			f.origins.place(o.Value)
			if o.Value.Source == nil {
				o.Value.Source = f.source
			}
		case f.lines != nil:
			f.toTemplate(o.Value, map[*estate.Value]bool{})
		}
		if f.chart && f.namespace != "" && o.Namespace != "" && text(o.Value.At("metadata", "namespace")) == "" {
			o.Namespace = f.namespace
			metadata := o.Value.Get("metadata")
			if metadata != nil && metadata.Kind == estate.Map {
				metadata.Items = append(without(metadata.Items, "namespace"), estate.Item{Key: "namespace", Value: placed(estate.Text(f.namespace), metadata)})
			}
		}
		o.Rendered = f.origins != nil || f.lines != nil
		kept = append(kept, o)
	}
	clear(r.objects[len(kept):])
	r.objects = kept
}

// toTemplate gives values the lines of the template. Values that YAML's aliases share are met again.
func (f *file) toTemplate(v *estate.Value, done map[*estate.Value]bool) {
	if done[v] {
		return
	}
	done[v] = true
	line, column := f.inTemplate(int(v.Line), int(v.Column))
	v.Line, v.Column = int32(line), int32(column)
	for i := range v.Items {
		f.toTemplate(v.Items[i].Value, done)
	}
}

// inTemplate is the template's line for one of the output, and the column as far as both lines are the same; 0 is not known.
func (f *file) inTemplate(line, column int) (int, int) {
	if line < 1 || line > len(f.lines) {
		return 0, 0
	}
	if column > int(f.same[line-1])+1 {
		column = 0
	}
	return int(f.lines[line-1]), column
}

// isTest says whether an object of a chart is one of its tests.
func isTest(v *estate.Value) bool {
	for hook := range strings.SplitSeq(v.At("metadata", "annotations").Get("helm.sh/hook").Str(), ",") {
		if hook = strings.TrimSpace(hook); hook == "test" || hook == "test-success" || hook == "test-failure" {
			return true
		}
	}
	return false
}
