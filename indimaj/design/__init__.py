"""The look: frames, components, form templates, charts, fonts and error pages."""
