namespace CompetencyBot.Conversation;

/// <summary>A button of any card that asks the what-if command what would be different if the asking person passed something.</summary>
public static class PassQuestion
{
    public const string Verb = "what if/show";

    /// <summary>Id of the input with the exams to choose from; an item is chosen by its id.</summary>
    public const string Chosen = "exam";

    /// <summary>Id of the input for any other exam, which goes before what is chosen.</summary>
    public const string Typed = "other";

    public const int MostCharacters = 100;

    /// <summary>What the person would have typed after the command's word, normalised; null for a request that is no such button.</summary>
    public static string? TextOf(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var exam = request.Text(Typed) is { } typed && Wording.Normalise(typed).Length > 0 ? typed : request.Text(Chosen);
        return request.Action is null || exam is null ? null : Wording.Normalise($"i pass {exam}");
    }
}
