using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompetencyBot.Sandbox.Playground;

/// <summary>
/// What one Playground plays: a tenant with one current user, five others, a personal chat, a group chat and a team. The ids of the
/// conversations carry the current user, because to the bot all Playgrounds are one Teams.
/// </summary>
/// <param name="Others">Exactly five: the Playground refuses any other number.</param>
public sealed record PlaygroundWorld(string TenantId, PlaygroundUser CurrentUser, IReadOnlyList<PlaygroundUser> Others)
{
    public const string BotName = "CompetencyBot";
    public const string GroupChat = "Partner programme";
    public const string Team = "Contoso Consulting";
    public const string Channel = "Competencies";

    // The file is YAML, of which JSON is a part.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    /// <returns>The content of the Playground's config file (its version 0.1.1, whose spelling of userPrincipleName is its own).</returns>
    public string ToConfig() => JsonSerializer.Serialize(
        new
        {
            Version = "0.1.1",
            TenantId,
            Bot = new { Id = "28:competency-bot", Name = BotName },
            CurrentUser = User(CurrentUser),
            Users = Others.Select(User),
            PersonalChat = new { Id = $"a:{CurrentUser.Alias}" },
            GroupChat = new { Id = $"19:group-of-{CurrentUser.Alias}@thread.v2", Name = GroupChat },
            Team = new
            {
                Id = $"19:team-of-{CurrentUser.Alias}@thread.tacv2",
                Name = Team,
                AadGroupId = CurrentUser.EntraObjectId,
                Channels = new[] { new { Id = $"19:channel-of-{CurrentUser.Alias}@thread.tacv2", Name = Channel } },
            },
        },
        Json);

    private static object User(PlaygroundUser user)
    {
        var names = user.DisplayName.Split(' ', 2);
        return new
        {
            Id = $"29:{user.Alias}",
            Name = user.DisplayName,
            UserPrincipleName = user.UserPrincipalName,
            AadObjectId = user.EntraObjectId,
            GivenName = names[0],
            Surname = names[^1],
            Email = user.UserPrincipalName,
        };
    }
}
