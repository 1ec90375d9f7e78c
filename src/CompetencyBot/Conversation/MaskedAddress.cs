namespace CompetencyBot.Conversation;

/// <summary>An address that its owner knows again and nobody else learns.</summary>
public static class MaskedAddress
{
    /// <returns>For example <c>g•••8@outlook.example</c>.</returns>
    public static string Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        var (name, host) = at < 0 ? (address, "") : (address[..at], address[at..]);
        return name.Length switch
        {
            0 => "•••" + host,
            < 4 => $"{First(name)}•••{host}",
            _ => $"{First(name)}•••{name[^1]}{host}",
        };
    }

    /// <summary>The same as text on a card: what is left of an address can still be formatting.</summary>
    public static string OnCard(string address) => Phrases.Escape(Of(address));

    /// <summary>Half a surrogate pair is no text.</summary>
    private static string First(string name) => char.IsHighSurrogate(name[0]) ? "" : name[..1];
}
