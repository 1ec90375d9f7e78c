namespace CompetencyBot.BotFramework.Cards;

/// <summary>One choice of several; its value is added to the data of the button that is pressed, under <see cref="CardElement.Id"/>.</summary>
/// <param name="Label">Read by screen readers and shown above.</param>
public sealed record ChoiceSetInput(string Label, IReadOnlyList<Choice> Choices) : CardElement
{
    public string? Placeholder { get; init; }

    /// <summary>What is chosen at first; several with commas.</summary>
    public string? Value { get; init; }

    public bool? IsMultiSelect { get; init; }

    /// <summary><c>compact</c> (the default) or <c>expanded</c>.</summary>
    public string? Style { get; init; }

    /// <summary>Long choices of an expanded set go on in the next line instead of being cut (schema 1.2).</summary>
    public bool Wrap { get; init; } = true;

    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A line of text.</summary>
/// <param name="Label">Read by screen readers and shown above.</param>
public sealed record TextInput(string Label) : CardElement
{
    public string? Placeholder { get; init; }

    public string? Value { get; init; }

    public int? MaxLength { get; init; }

    public bool? IsRequired { get; init; }

    /// <summary>Regular expression of what is taken; clients need not check it.</summary>
    public string? Regex { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A day, as <c>yyyy-MM-dd</c>.</summary>
/// <param name="Label">Read by screen readers and shown above.</param>
public sealed record DateInput(string Label) : CardElement
{
    public string? Value { get; init; }

    public string? Min { get; init; }

    public string? Max { get; init; }

    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A time of day, as <c>HH:mm</c>.</summary>
/// <param name="Label">Read by screen readers and shown above.</param>
public sealed record TimeInput(string Label) : CardElement
{
    public string? Value { get; init; }

    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A number; clients send it as text or as a number.</summary>
/// <param name="Label">Read by screen readers and shown above.</param>
public sealed record NumberInput(string Label) : CardElement
{
    public decimal? Value { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }
}

public sealed record Choice(string Title, string Value);
