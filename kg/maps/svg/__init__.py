"""What a still map is made of: colours, elements, outlines, lettering, labels and the legend."""
