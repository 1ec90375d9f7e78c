namespace CompetencyBot.Sandbox.Connector;

internal static class ConversationIds
{
    /// <summary>A thread of a channel (<c>19:…;messageid=17</c>) has the members, the limits and the fate of its channel.</summary>
    public static string WithoutThread(string conversationId) => conversationId.Split(';', 2)[0];
}
