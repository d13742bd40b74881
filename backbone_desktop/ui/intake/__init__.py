"""問卷: handing out forms and importing what comes back."""
