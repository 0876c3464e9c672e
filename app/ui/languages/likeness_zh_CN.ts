<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Absence</name>
    <message>
        <source>Paused while the computer slept.</source>
        <translation>电脑休眠期间已暂停。</translation>
    </message>
    <message>
        <source>Paused while the screen was locked.</source>
        <translation>屏幕锁定期间已暂停。</translation>
    </message>
    <message>
        <source>Others see and hear you as the avatar again.</source>
        <translation>别人又能看到和听到扮成头像的您了。</translation>
    </message>
    <message>
        <source>Nothing of you has left since. Go on when you are ready.</source>
        <translation>此后没有送出您的任何画面和声音。准备好后请继续。</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Space</source>
        <translation>空格键</translation>
    </message>
</context>
<context>
    <name>AddAvatarDialog</name>
    <message>
        <source>New avatar</source>
        <translation type="vanished">新建头像</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="vanished">照片</translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="vanished">名称</translation>
    </message>
    <message>
        <source>Why you may use the picture</source>
        <translation type="vanished">您为何可以使用这张图片</translation>
    </message>
    <message>
        <source>Please choose…</source>
        <translation type="vanished">请选择…</translation>
    </message>
    <message>
        <source>Statement of consent</source>
        <translation type="vanished">授权声明</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="vanished">许可</translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="vanished">来源</translation>
    </message>
    <message>
        <source>Whose face</source>
        <translation type="vanished">这是谁的脸</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="vanished">声明</translation>
    </message>
    <message>
        <source>Only use faces you have the right to use. This is kept with the avatar.</source>
        <translation type="vanished">只能使用您有权使用的面孔。此声明会随头像一起保存。</translation>
    </message>
    <message>
        <source>Another photo…</source>
        <translation type="vanished">换一张照片…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="vanished">取消</translation>
    </message>
    <message>
        <source>Add avatar</source>
        <translation type="vanished">添加头像</translation>
    </message>
    <message>
        <source>Looking for a face…</source>
        <translation type="vanished">正在寻找人脸…</translation>
    </message>
    <message>
        <source>This photo cannot be used</source>
        <translation type="vanished">这张照片无法使用</translation>
    </message>
    <message>
        <source>Very good picture</source>
        <translation type="vanished">照片非常好</translation>
    </message>
    <message>
        <source>Good picture</source>
        <translation type="vanished">照片不错</translation>
    </message>
    <message>
        <source>Usable, but it could be better</source>
        <translation type="vanished">可以使用，但还能更好</translation>
    </message>
    <message>
        <source>It will not move well</source>
        <translation type="vanished">动起来效果不会好</translation>
    </message>
    <message>
        <source>Choose a photo</source>
        <translation type="vanished">选择照片</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation type="vanished">图片 ({patterns})</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Something went wrong in the window: {error}</source>
        <translation>窗口出现问题：{error}</translation>
    </message>
    <message>
        <source>The log says more.</source>
        <translation>详情请看日志。</translation>
    </message>
    <message>
        <source>Log folder</source>
        <translation>日志文件夹</translation>
    </message>
</context>
<context>
    <name>AppMenu</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Mini window, keys and remote control, reset</source>
        <translation>小窗口、快捷键与遥控、重置</translation>
    </message>
    <message>
        <source>Begin minimised</source>
        <translation>启动时最小化</translation>
    </message>
    <message>
        <source>Reset all settings</source>
        <translation>重置所有设置</translation>
    </message>
</context>
<context>
    <name>Around</name>
    <message>
        <source>Profile {number}</source>
        <translation>方案 {number}</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>新建方案</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>All settings are as they were when the program was new. Profiles, avatars and voices are kept.</source>
        <translation>所有设置已恢复到程序最初的样子。方案、头像和音色都会保留。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>AvatarCommands</name>
    <message>
        <source>From a picture file…</source>
        <translation>从图片文件…</translation>
    </message>
    <message>
        <source>From the clipboard</source>
        <translation>从剪贴板</translation>
    </message>
    <message>
        <source>With the camera…</source>
        <translation>用摄像头拍照…</translation>
    </message>
    <message>
        <source>Import an avatar…</source>
        <translation>导入头像…</translation>
    </message>
    <message>
        <source>Choose a photo</source>
        <translation>选择照片</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>图片 ({patterns})</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard</source>
        <translation>剪贴板中没有图片</translation>
    </message>
    <message>
        <source>Camera picture</source>
        <translation>摄像头照片</translation>
    </message>
    <message>
        <source>taken with the camera</source>
        <translation>用摄像头拍摄</translation>
    </message>
    <message>
        <source>picture “{name}”, added by the user</source>
        <translation>图片“{name}”，由用户添加</translation>
    </message>
    <message>
        <source>“{name}” is live</source>
        <translation>“{name}”已启用</translation>
    </message>
    <message>
        <source>“{name}” is ready</source>
        <translation>“{name}”已就绪</translation>
    </message>
    <message>
        <source>Adjust…</source>
        <translation>调整…</translation>
    </message>
    <message>
        <source>“{name}” is changed</source>
        <translation>“{name}”已更改</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>AvatarItems</name>
    <message>
        <source>{name}
Licence: {licence}
Source: {source}</source>
        <translation>{name}
许可：{licence}
来源：{source}</translation>
    </message>
    <message>
        <source>{name}, favourite</source>
        <translation>{name}，收藏</translation>
    </message>
</context>
<context>
    <name>AvatarPanel</name>
    <message>
        <source>Avatars</source>
        <translation>头像</translation>
    </message>
    <message>
        <source>Search avatars</source>
        <translation>搜索头像</translation>
    </message>
    <message>
        <source>No avatar is called so.</source>
        <translation>没有叫这个名称的头像。</translation>
    </message>
    <message>
        <source>More for this avatar: edit, rename, export, sort</source>
        <translation>此头像的更多操作：编辑、重命名、导出、排序</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Make an avatar from a photo or the camera; you may also drop or paste a picture anywhere</source>
        <translation>用照片或摄像头制作头像；也可以把图片拖入或粘贴到任意位置</translation>
    </message>
    <message>
        <source>Add an avatar</source>
        <translation>添加头像</translation>
    </message>
    <message>
        <source>Make an avatar from a photo; you may also drop one anywhere on the window</source>
        <translation type="vanished">用一张照片制作头像；也可以把照片拖到窗口的任意位置</translation>
    </message>
    <message>
        <source>{name}
Licence: {licence}
Source: {source}</source>
        <translation type="vanished">{name}
许可：{licence}
来源：{source}</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation type="vanished">删除“{name}”</translation>
    </message>
    <message>
        <source>“{name}” belongs to the program</source>
        <translation type="vanished">“{name}”是程序自带的</translation>
    </message>
    <message>
        <source>“{name}” is removed</source>
        <translation type="vanished">已删除“{name}”</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="vanished">撤销</translation>
    </message>
</context>
<context>
    <name>AvatarTasks</name>
    <message>
        <source>Rename the avatar</source>
        <translation>重命名头像</translation>
    </message>
    <message>
        <source>Export the avatar</source>
        <translation>导出头像</translation>
    </message>
    <message>
        <source>Import an avatar</source>
        <translation>导入头像</translation>
    </message>
    <message>
        <source>Avatars ({patterns})</source>
        <translation>头像 ({patterns})</translation>
    </message>
    <message>
        <source>Edit a copy…</source>
        <translation>编辑副本…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
</context>
<context>
    <name>AwayRow</name>
    <message>
        <source>Others see the still picture and hear nothing until you press Go on</source>
        <translation>别人看到静止画面、听不到声音，直到您按“继续”</translation>
    </message>
    <message>
        <source>The same, and it goes on by itself when you are back</source>
        <translation>同上，但您回来后会自动继续</translation>
    </message>
    <message>
        <source>Others go on seeing and hearing you as the avatar while the screen is locked</source>
        <translation>屏幕锁定时，别人继续看到和听到扮成头像的您</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Until I am back</source>
        <translation>直到我回来</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>When the screen is locked</source>
        <translation>屏幕锁定时</translation>
    </message>
</context>
<context>
    <name>BackgroundPanel</name>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>The portrait&apos;s own</source>
        <translation>人像原有背景</translation>
    </message>
    <message>
        <source>The portrait&apos;s own, blurred</source>
        <translation>人像原有背景，模糊</translation>
    </message>
    <message>
        <source>One colour</source>
        <translation>单色</translation>
    </message>
    <message>
        <source>A picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Green, for keying</source>
        <translation>绿幕，用于抠像</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>What others see behind the portrait</source>
        <translation>别人在人像背后看到的内容</translation>
    </message>
    <message>
        <source>Colour of the background</source>
        <translation>背景颜色</translation>
    </message>
    <message>
        <source>Picture behind the portrait</source>
        <translation>人像背后的图片</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>图片 ({patterns})</translation>
    </message>
    <message>
        <source>Choose the colour…</source>
        <translation>选择颜色…</translation>
    </message>
    <message>
        <source>Now {colour}</source>
        <translation>当前 {colour}</translation>
    </message>
    <message>
        <source>Choose another picture…</source>
        <translation>换一张图片…</translation>
    </message>
    <message>
        <source>Programs such as OBS take the green out.</source>
        <translation>OBS 等软件可以去除绿色。</translation>
    </message>
    <message>
        <source>Screenshots and films (MOV, large) keep it. Cameras cannot: they show green, to be keyed out.</source>
        <translation>截图和影片（MOV，体积较大）保留透明。摄像头无法透明：它显示绿色，可供抠像。</translation>
    </message>
    <message>
        <source>Screenshots keep the transparency. Cameras and films cannot: they show green, to be taken out.</source>
        <translation type="vanished">截图保留透明。摄像头和影片无法透明：它们显示绿色，可供去除。</translation>
    </message>
</context>
<context>
    <name>BrushTools</name>
    <message>
        <source>The background can be blurred or replaced behind what is cut out. Paint over hair, ears or shoulders where it went wrong.</source>
        <translation>抠出人物之后，背后的背景可以模糊或替换。头发、耳朵或肩膀有误的地方，请用画笔修正。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>The brush adds to the person; the right button takes away</source>
        <translation>画笔把区域加入人物；鼠标右键则去除</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>去除</translation>
    </message>
    <message>
        <source>The brush takes away; the right button adds</source>
        <translation>画笔去除区域；鼠标右键则添加</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Show red what is cut away</source>
        <translation>把去除的部分显示为红色</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>单独</translation>
    </message>
    <message>
        <source>Show the person alone, as before another background</source>
        <translation>只显示人物，如同换了背景</translation>
    </message>
    <message>
        <source>Forget all strokes</source>
        <translation>清除所有笔画</translation>
    </message>
    <message>
        <source>Cut out as found automatically</source>
        <translation>恢复自动抠像结果</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Size of the brush on the screen</source>
        <translation>画笔在屏幕上的大小</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>柔化</translation>
    </message>
    <message>
        <source>How soft its edge is</source>
        <translation>边缘的柔和程度</translation>
    </message>
</context>
<context>
    <name>BrushView</name>
    <message>
        <source>Picture with its cut-out</source>
        <translation>图片及其抠像</translation>
    </message>
    <message>
        <source>Paint over what is wrong; turn the wheel to zoom, [ and ] change the brush</source>
        <translation>涂抹有误的地方；滚轮缩放，[ 和 ] 调整画笔大小</translation>
    </message>
    <message>
        <source>Cutting out…</source>
        <translation>正在抠像…</translation>
    </message>
</context>
<context>
    <name>CableRow</name>
    <message>
        <source>A microphone that call programs can choose, and that speaks with the voice</source>
        <translation>一个可供通话软件选择的麦克风，从中传出转换后的声音</translation>
    </message>
    <message>
        <source>Remove it on closing</source>
        <translation>关闭时移除</translation>
    </message>
    <message>
        <source>When the window is closed “Likeness Microphone” goes too, unless a program still listens to it</source>
        <translation>关闭窗口时，“Likeness Microphone”也会一并移除，除非还有程序在使用它</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Create Likeness Microphone</source>
        <translation>创建 Likeness Microphone</translation>
    </message>
    <message>
        <source>Remove Likeness Microphone</source>
        <translation>移除 Likeness Microphone</translation>
    </message>
    <message>
        <source>Send the voice there</source>
        <translation>把声音送到那里</translation>
    </message>
    <message>
        <source>Looking for a virtual microphone…</source>
        <translation>正在查找虚拟麦克风…</translation>
    </message>
    <message>
        <source>Virtual microphone: missing. One click creates it; call programs can then choose it.</source>
        <translation>虚拟麦克风：未创建。点一下即可创建，之后通话软件就能选择它。</translation>
    </message>
    <message>
        <source>Virtual microphone: only half of it is there. One click repairs it.</source>
        <translation>虚拟麦克风：不完整。点一下即可修复。</translation>
    </message>
    <message>
        <source>Virtual microphone: {state} ({names}).</source>
        <translation>虚拟麦克风：{state}（{names}）。</translation>
    </message>
    <message>
        <source>Virtual microphone: ready. Choose “Likeness Microphone” in your call program.</source>
        <translation>虚拟麦克风：就绪。请在通话软件中选择“Likeness Microphone”。</translation>
    </message>
    <message>
        <source>in use by one program</source>
        <translation>有一个程序正在使用</translation>
    </message>
    <message>
        <source>in use by {n} programs</source>
        <translation>有 {n} 个程序正在使用</translation>
    </message>
</context>
<context>
    <name>CalibrationPanel</name>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>How good a calibration would be now</source>
        <translation>现在校准的效果如何</translation>
    </message>
    <message>
        <source>How good a calibration would be at this moment</source>
        <translation>此刻校准的效果如何</translation>
    </message>
    <message>
        <source>Remember it</source>
        <translation>记住它</translation>
    </message>
    <message>
        <source>Your calm face is kept for each camera and avatar, as numbers, on this computer only</source>
        <translation>您的平静表情会按摄像头和头像分别保存，只保存数值，只在这台电脑上</translation>
    </message>
    <message>
        <source>Forget all</source>
        <translation>全部忘掉</translation>
    </message>
    <message>
        <source>Forget what is remembered of all cameras and avatars</source>
        <translation>忘掉为所有摄像头和头像记住的内容</translation>
    </message>
    <message>
        <source>Tell me when I have moved</source>
        <translation>移动位置时提醒我</translation>
    </message>
    <message>
        <source>Offers a new calibration when you sit otherwise; it is never made by itself</source>
        <translation>坐姿改变时提示重新校准；绝不会自行校准</translation>
    </message>
    <message>
        <source>Nothing was remembered.</source>
        <translation>没有记住任何内容。</translation>
    </message>
    <message>
        <source>Forgotten: the calm face of {count} cameras and avatars.</source>
        <translation>已忘掉：{count} 个摄像头与头像组合的平静表情。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>A film drives the portrait</source>
        <translation>由影片驱动人像</translation>
    </message>
    <message>
        <source>Its calmest moment is found by itself.</source>
        <translation>会自动找出最平静的时刻。</translation>
    </message>
    <message>
        <source>Starts by itself</source>
        <translation>自动开始</translation>
    </message>
    <message>
        <source>In the first two seconds your calmest moment is taken; this helps you with it.</source>
        <translation>在最初两秒内取您最平静的时刻；这里会提示您。</translation>
    </message>
    <message>
        <source>Not calibrated yet</source>
        <translation>尚未校准</translation>
    </message>
</context>
<context>
    <name>CallSketch</name>
    <message>
        <source>Then choose in the settings of your call program:</source>
        <translation>然后在通话软件的设置中选择：</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
</context>
<context>
    <name>CameraPanel</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>What drives the portrait: a camera, a film, a stream or the bundled demo film</source>
        <translation>用什么来驱动人像：摄像头、影片、网络流或自带的演示影片</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>重新查找摄像头</translation>
    </message>
    <message>
        <source>Looking for cameras…</source>
        <translation>正在查找摄像头…</translation>
    </message>
    <message>
        <source>No camera found</source>
        <translation>未找到摄像头</translation>
    </message>
    <message>
        <source>Demo film (no camera needed)</source>
        <translation>演示影片（无需摄像头）</translation>
    </message>
    <message>
        <source>{name} (virtual)</source>
        <translation>{name}（虚拟）</translation>
    </message>
    <message>
        <source>Test face</source>
        <translation>测试人脸</translation>
    </message>
    <message>
        <source>{name} — not connected</source>
        <translation>{name} — 未连接</translation>
    </message>
    <message>
        <source>Delivers {fps:.0f} pictures per second</source>
        <translation>每秒提供 {fps:.0f} 帧画面</translation>
    </message>
    <message>
        <source>A short film with a speaking face drives the portrait.</source>
        <translation>由一段有人说话的短片来驱动人像。</translation>
    </message>
    <message>
        <source>Connect a camera and look again, or choose the demo film.</source>
        <translation>请连接摄像头后重新查找，或选择演示影片。</translation>
    </message>
    <message>
        <source>Your picture never leaves this computer; others see only the portrait.</source>
        <translation>您的画面不会离开这台电脑；别人只能看到人像。</translation>
    </message>
</context>
<context>
    <name>CameraShotDialog</name>
    <message>
        <source>Take a picture</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>正在打开摄像头…</translation>
    </message>
    <message>
        <source>Look straight into the camera, mouth closed, light from the front.</source>
        <translation>请正视摄像头，闭上嘴，光线从正面来。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close this; no picture is kept</source>
        <translation>关闭；不保留照片</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>重拍</translation>
    </message>
    <message>
        <source>Throw this picture away and take another</source>
        <translation>丢弃这张照片并重拍</translation>
    </message>
    <message>
        <source>Take the picture</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Count to three, then take the picture</source>
        <translation>倒数三秒后拍照</translation>
    </message>
    <message>
        <source>The camera cannot be used</source>
        <translation>无法使用摄像头</translation>
    </message>
    <message>
        <source>Use this picture</source>
        <translation>使用这张照片</translation>
    </message>
    <message>
        <source>Make an avatar of this picture</source>
        <translation>用这张照片制作头像</translation>
    </message>
    <message>
        <source>{n} …</source>
        <translation>{n} …</translation>
    </message>
</context>
<context>
    <name>CameraStep</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Can the camera see you well?</source>
        <translation>摄像头能看清您吗？</translation>
    </message>
    <message>
        <source>The portrait moves like the face in this picture. Nobody else ever sees it.</source>
        <translation>人像会像画面中的脸一样动。别人绝不会看到它。</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光线</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open the camera once more</source>
        <translation>重新打开摄像头</translation>
    </message>
    <message>
        <source>Use the demo film</source>
        <translation>使用演示影片</translation>
    </message>
    <message>
        <source>Let a short film with a speaking face drive the portrait instead</source>
        <translation>改用一段有人说话的短片来驱动人像</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驱动画面</translation>
    </message>
    <message>
        <source>Opening the film…</source>
        <translation>正在打开影片…</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>正在打开摄像头…</translation>
    </message>
    <message>
        <source>{width} × {height}, {rate:.0f} pictures a second</source>
        <translation>{width} × {height}，每秒 {rate:.0f} 帧</translation>
    </message>
    <message>
        <source>That is slow: more light often helps.</source>
        <translation>有点慢：增加光线往往有帮助。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>很好。</translation>
    </message>
    <message>
        <source>{what}. {why}</source>
        <translation>{what}。{why}</translation>
    </message>
</context>
<context>
    <name>CastStep</name>
    <message>
        <source>Avatar and voice</source>
        <translation>头像和音色</translation>
    </message>
    <message>
        <source>Who will you be?</source>
        <translation>您想扮成谁？</translation>
    </message>
    <message>
        <source>Take one of these, or a photo that you have the right to use. Both can be changed in mid-call.</source>
        <translation>从中选择一个，或使用您有权使用的照片。通话中也可以随时更换。</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>头像</translation>
    </message>
    <message>
        <source>Avatars</source>
        <translation>头像</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>音色</translation>
    </message>
    <message>
        <source>Click to choose</source>
        <translation>点击选择</translation>
    </message>
    <message>
        <source>Use my own photo…</source>
        <translation>使用我自己的照片…</translation>
    </message>
    <message>
        <source>Make an avatar from a photo</source>
        <translation>用一张照片制作头像</translation>
    </message>
    <message>
        <source>Hear a sentence spoken in the chosen voice; only you hear it</source>
        <translation>试听用所选音色说的一句话；只有您能听到</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>{avatar}, with the voice {voice}</source>
        <translation>{avatar}，音色 {voice}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
</context>
<context>
    <name>CoachWords</name>
    <message>
        <source>All good</source>
        <translation>一切就绪</translation>
    </message>
    <message>
        <source>Straight, calm and well lit: a good moment to calibrate.</source>
        <translation>端正、平静、光线良好：正适合校准。</translation>
    </message>
    <message>
        <source>Come into the picture</source>
        <translation>请进入画面</translation>
    </message>
    <message>
        <source>I cannot see your face.</source>
        <translation>看不到您的脸。</translation>
    </message>
    <message>
        <source>One person only</source>
        <translation>请只留一个人</translation>
    </message>
    <message>
        <source>Others in the picture distract from you.</source>
        <translation>画面中的其他人会造成干扰。</translation>
    </message>
    <message>
        <source>Come nearer</source>
        <translation>请靠近一些</translation>
    </message>
    <message>
        <source>Your face is small; fine motion is lost.</source>
        <translation>您的脸太小，细微的动作会丢失。</translation>
    </message>
    <message>
        <source>Move back a little</source>
        <translation>请稍微退后</translation>
    </message>
    <message>
        <source>Your whole face should be in the picture.</source>
        <translation>整张脸都应在画面中。</translation>
    </message>
    <message>
        <source>Move to your left</source>
        <translation>请向左移</translation>
    </message>
    <message>
        <source>Your face should be in the middle.</source>
        <translation>您的脸应在画面中央。</translation>
    </message>
    <message>
        <source>Move to your right</source>
        <translation>请向右移</translation>
    </message>
    <message>
        <source>Sit higher</source>
        <translation>请坐高一些</translation>
    </message>
    <message>
        <source>Or tilt the camera down.</source>
        <translation>或把摄像头向下倾斜。</translation>
    </message>
    <message>
        <source>Sit lower</source>
        <translation>请坐低一些</translation>
    </message>
    <message>
        <source>Or tilt the camera up.</source>
        <translation>或把摄像头向上倾斜。</translation>
    </message>
    <message>
        <source>More light</source>
        <translation>需要更多光线</translation>
    </message>
    <message>
        <source>Put a lamp before you, or turn to a window.</source>
        <translation>请在面前放一盏灯，或面向窗户。</translation>
    </message>
    <message>
        <source>Less light</source>
        <translation>光线太强</translation>
    </message>
    <message>
        <source>Your face is too bright; details are lost.</source>
        <translation>您的脸太亮，细节会丢失。</translation>
    </message>
    <message>
        <source>Light from the front</source>
        <translation>请让光线从正面来</translation>
    </message>
    <message>
        <source>It is brighter behind you than on your face.</source>
        <translation>您背后比脸上更亮。</translation>
    </message>
    <message>
        <source>Look straight into the camera.</source>
        <translation>请正视摄像头。</translation>
    </message>
    <message>
        <source>Turn a little to your left</source>
        <translation>请稍微向左转</translation>
    </message>
    <message>
        <source>Turn a little to your right</source>
        <translation>请稍微向右转</translation>
    </message>
    <message>
        <source>Lift your chin a little</source>
        <translation>请稍微抬起下巴</translation>
    </message>
    <message>
        <source>Lower your chin a little</source>
        <translation>请稍微收低下巴</translation>
    </message>
    <message>
        <source>Hold your head upright</source>
        <translation>请把头摆正</translation>
    </message>
    <message>
        <source>It leans to one side.</source>
        <translation>头歪向了一侧。</translation>
    </message>
    <message>
        <source>Open your eyes</source>
        <translation>请睁开眼睛</translation>
    </message>
    <message>
        <source>As wide as usual.</source>
        <translation>像平常那样睁开。</translation>
    </message>
    <message>
        <source>Close your mouth</source>
        <translation>请闭上嘴</translation>
    </message>
    <message>
        <source>Lips together, without pressing.</source>
        <translation>双唇合拢，不要用力。</translation>
    </message>
    <message>
        <source>Relax your face</source>
        <translation>请放松面部</translation>
    </message>
    <message>
        <source>No smile, no grimace.</source>
        <translation>不要微笑，也不要做表情。</translation>
    </message>
    <message>
        <source>Hold still for a moment</source>
        <translation>请保持不动片刻</translation>
    </message>
    <message>
        <source>Your calmest moment is being taken.</source>
        <translation>正在选取您最平静的时刻。</translation>
    </message>
    <message>
        <source>Waiting for your face</source>
        <translation>正在等待您的脸</translation>
    </message>
    <message>
        <source>Choosing your calmest moment…</source>
        <translation>正在选取您最平静的时刻…</translation>
    </message>
    <message>
        <source>Calibrated as last time: {how}</source>
        <translation>已沿用上次的校准：{how}</translation>
    </message>
    <message>
        <source>Calibrated: {how}</source>
        <translation>已校准：{how}</translation>
    </message>
    <message>
        <source>very good</source>
        <translation>非常好</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>could be better</source>
        <translation>还能更好</translation>
    </message>
    <message>
        <source>Calibrate again if the portrait looks off.</source>
        <translation>如果人像看起来不对，请重新校准。</translation>
    </message>
    <message>
        <source>You sit elsewhere than at the calibration.</source>
        <translation>您的位置与校准时不同。</translation>
    </message>
    <message>
        <source>You sit nearer than at the calibration.</source>
        <translation>您比校准时离得更近。</translation>
    </message>
    <message>
        <source>You sit farther away than at the calibration.</source>
        <translation>您比校准时离得更远。</translation>
    </message>
    <message>
        <source>You look another way than at the calibration.</source>
        <translation>您的朝向与校准时不同。</translation>
    </message>
    <message>
        <source>You sit otherwise than at the calibration.</source>
        <translation>您的坐姿与校准时不同。</translation>
    </message>
</context>
<context>
    <name>CommandList</name>
    <message>
        <source>Next profile</source>
        <translation>下一个方案</translation>
    </message>
    <message>
        <source>Take the next profile</source>
        <translation>切换到下一个方案</translation>
    </message>
    <message>
        <source>Previous profile</source>
        <translation>上一个方案</translation>
    </message>
    <message>
        <source>Take the previous profile</source>
        <translation>切换到上一个方案</translation>
    </message>
    <message>
        <source>Save as new profile…</source>
        <translation>另存为新方案…</translation>
    </message>
    <message>
        <source>Keep everything that is set now under a name</source>
        <translation>把当前的所有设置以一个名称保存</translation>
    </message>
    <message>
        <source>Manage profiles…</source>
        <translation>管理方案…</translation>
    </message>
    <message>
        <source>Rename, order, copy or remove profiles</source>
        <translation>重命名、排序、复制或删除方案</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>推流</translation>
    </message>
    <message>
        <source>Send picture and voice to an address in the network</source>
        <translation>把画面和声音发送到网络上的某个地址</translation>
    </message>
    <message>
        <source>Mini window</source>
        <translation>小窗口</translation>
    </message>
    <message>
        <source>Show a small window that stays on top of all others</source>
        <translation>显示一个始终置顶的小窗口</translation>
    </message>
    <message>
        <source>Keys and remote control…</source>
        <translation>快捷键与遥控…</translation>
    </message>
    <message>
        <source>Change keys; obey MIDI, OSC or a Stream Deck</source>
        <translation>更改快捷键；接受 MIDI、OSC 或 Stream Deck 的控制</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Show the preview over the whole screen</source>
        <translation>让预览占满整个屏幕</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>The guide, all keys, version and licences</source>
        <translation>使用指南、全部快捷键、版本和许可</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Finish everything and close</source>
        <translation>结束所有工作并关闭</translation>
    </message>
    <message>
        <source>Show your camera with the portrait, or the portrait alone</source>
        <translation>在人像旁显示您的摄像头画面，或只显示人像</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Start or stop the performance</source>
        <translation>开始或停止表演</translation>
    </message>
    <message>
        <source>Panic</source>
        <translation>紧急暂停</translation>
    </message>
    <message>
        <source>At once: others see a still picture and hear nothing, until you go on</source>
        <translation>立即：别人看到静止画面、听不到声音，直到您继续</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Silence your voice at once, or let it be heard again</source>
        <translation>立即让您的声音静音，或重新出声</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Take your face as it is now as the calm, straight one</source>
        <translation>把您现在的脸作为平静、端正的基准</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Show the preview as in a mirror; others see no difference</source>
        <translation>像照镜子一样显示预览；别人看到的不变</translation>
    </message>
    <message>
        <source>Mirror the output</source>
        <translation>镜像输出</translation>
    </message>
    <message>
        <source>Let others see the portrait mirrored</source>
        <translation>让别人看到左右翻转的人像</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Record what others see into a film</source>
        <translation>把别人看到的画面录成影片</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>Send the portrait to your call program as a camera</source>
        <translation>把人像作为摄像头送给通话软件</translation>
    </message>
    <message>
        <source>Screenshot</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Save the portrait as a picture</source>
        <translation>把人像存为图片</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>显示自己</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Lay your camera over the portrait, to bring both faces into line</source>
        <translation>把摄像头画面叠在人像上，使两张脸对齐</translation>
    </message>
    <message>
        <source>Fainter overlay</source>
        <translation>减弱叠加</translation>
    </message>
    <message>
        <source>Let more of the portrait shine through the overlay</source>
        <translation>让人像更多地透出来</translation>
    </message>
    <message>
        <source>Stronger overlay</source>
        <translation>增强叠加</translation>
    </message>
    <message>
        <source>Let less of the portrait shine through the overlay</source>
        <translation>让人像更少地透出来</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>Draw the points that are followed on your camera&apos;s picture</source>
        <translation>在摄像头画面上画出所跟踪的点</translation>
    </message>
    <message>
        <source>Previous avatar</source>
        <translation>上一个头像</translation>
    </message>
    <message>
        <source>Take the previous avatar</source>
        <translation>切换到上一个头像</translation>
    </message>
    <message>
        <source>Next avatar</source>
        <translation>下一个头像</translation>
    </message>
    <message>
        <source>Take the next avatar</source>
        <translation>切换到下一个头像</translation>
    </message>
    <message>
        <source>Read avatars again</source>
        <translation>重新读取头像</translation>
    </message>
    <message>
        <source>Look into the folders of avatars again</source>
        <translation>重新读取头像文件夹</translation>
    </message>
    <message>
        <source>Add photo…</source>
        <translation>添加照片…</translation>
    </message>
    <message>
        <source>Make an avatar from a photo</source>
        <translation>用一张照片制作头像</translation>
    </message>
    <message>
        <source>Open a film or stream…</source>
        <translation>打开影片或网络流…</translation>
    </message>
    <message>
        <source>Let a film or a stream drive the portrait</source>
        <translation>用影片或网络流驱动人像</translation>
    </message>
    <message>
        <source>Add voice…</source>
        <translation>添加音色…</translation>
    </message>
    <message>
        <source>Make a voice from 10 seconds of speech</source>
        <translation>用 10 秒语音制作音色</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>Show camera and avatars</source>
        <translation>显示摄像头和头像</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Show calibration, motion, framing, background and engine</source>
        <translation>显示校准、动作、取景、背景和引擎</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Show microphone, voices and their sound</source>
        <translation>显示麦克风、音色和声音效果</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Show where picture and voice go</source>
        <translation>显示画面和声音送往哪里</translation>
    </message>
    <message>
        <source>Show your camera beside the portrait, or the portrait alone</source>
        <translation type="vanished">在人像旁显示您的摄像头画面，或只显示人像</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="vanished">并排显示</translation>
    </message>
    <message>
        <source>Show camera, avatars and motion</source>
        <translation type="vanished">显示摄像头、头像和动作</translation>
    </message>
    <message>
        <source>Keys, version and licences</source>
        <translation type="vanished">快捷键、版本和许可</translation>
    </message>
</context>
<context>
    <name>ControlBar</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>CropPanel</name>
    <message>
        <source>Zoom of the camera</source>
        <translation>摄像头缩放</translation>
    </message>
    <message>
        <source>Look at a part of the camera&apos;s picture only: yourself among others, or nearer</source>
        <translation>只看摄像头画面的一部分：从多人中选取自己，或拉近</translation>
    </message>
    <message>
        <source>Follow my face</source>
        <translation>跟随我的脸</translation>
    </message>
    <message>
        <source>The camera&apos;s picture is cropped round your face and follows it, smoothly</source>
        <translation>围绕您的脸裁剪摄像头画面，并平滑跟随</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>How much nearer the camera&apos;s picture is taken; by hand</source>
        <translation>手动把摄像头画面拉近多少</translation>
    </message>
    <message>
        <source>Sideways</source>
        <translation>水平位置</translation>
    </message>
    <message>
        <source>Look more to the left or right of the picture</source>
        <translation>向画面左侧或右侧看</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>垂直位置</translation>
    </message>
    <message>
        <source>Look more up or down in the picture</source>
        <translation>向画面上方或下方看</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整个画面</translation>
    </message>
    <message>
        <source>Look at all that the camera sees</source>
        <translation>使用摄像头看到的全部内容</translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>Photo with the frame of the avatar</source>
        <translation>照片及头像取景框</translation>
    </message>
    <message>
        <source>Drag to move, pull the corners, turn the wheel; arrow keys, + and − do the same</source>
        <translation>拖动可移动，拉动四角、滚动滚轮可缩放；方向键、+ 和 − 也可以</translation>
    </message>
</context>
<context>
    <name>CropWords</name>
    <message>
        <source>Follow my face</source>
        <translation>跟随我的脸</translation>
    </message>
    <message>
        <source>Crop the camera&apos;s picture round your face, or not</source>
        <translation>是否围绕您的脸裁剪摄像头画面</translation>
    </message>
    <message>
        <source>Camera nearer</source>
        <translation>摄像头拉近</translation>
    </message>
    <message>
        <source>Look at a smaller part of the camera&apos;s picture</source>
        <translation>使用摄像头画面中更小的部分</translation>
    </message>
    <message>
        <source>Camera farther</source>
        <translation>摄像头拉远</translation>
    </message>
    <message>
        <source>Look at a larger part of the camera&apos;s picture</source>
        <translation>使用摄像头画面中更大的部分</translation>
    </message>
    <message>
        <source>Camera to the left</source>
        <translation>摄像头向左</translation>
    </message>
    <message>
        <source>Move the part that is looked at to the left</source>
        <translation>把所用部分向左移</translation>
    </message>
    <message>
        <source>Camera to the right</source>
        <translation>摄像头向右</translation>
    </message>
    <message>
        <source>Move the part that is looked at to the right</source>
        <translation>把所用部分向右移</translation>
    </message>
    <message>
        <source>Camera up</source>
        <translation>摄像头向上</translation>
    </message>
    <message>
        <source>Move the part that is looked at upwards</source>
        <translation>把所用部分向上移</translation>
    </message>
    <message>
        <source>Camera down</source>
        <translation>摄像头向下</translation>
    </message>
    <message>
        <source>Move the part that is looked at downwards</source>
        <translation>把所用部分向下移</translation>
    </message>
    <message>
        <source>Whole camera picture</source>
        <translation>整个摄像头画面</translation>
    </message>
    <message>
        <source>Look at all that the camera sees again</source>
        <translation>重新使用摄像头看到的全部内容</translation>
    </message>
</context>
<context>
    <name>DetailsForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What the avatar is called in the gallery</source>
        <translation>头像在列表中的名称</translation>
    </message>
    <message>
        <source>Why you may use the picture</source>
        <translation>您为何可以使用这张图片</translation>
    </message>
    <message>
        <source>Please choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>Statement of consent</source>
        <translation>授权声明</translation>
    </message>
    <message>
        <source>In your own words: who has agreed to what, or why nobody has to be asked</source>
        <translation>用您自己的话说明：谁同意了什么，或为何无需征得任何人同意</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Under which the picture may be used, as CC0 or own photo</source>
        <translation>图片可依何种许可使用，例如 CC0 或本人照片</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Where the picture comes from</source>
        <translation>图片来自哪里</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Who took or drew the picture; may stay empty</source>
        <translation>谁拍摄或绘制了图片；可以留空</translation>
    </message>
    <message>
        <source>Whose face</source>
        <translation>这是谁的脸</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>声明</translation>
    </message>
    <message>
        <source>Only use faces you have the right to use. This is kept with the avatar.</source>
        <translation>只能使用您有权使用的面孔。此声明会随头像一起保存。</translation>
    </message>
    <message>
        <source>picture “{name}”, added by the user</source>
        <translation>图片“{name}”，由用户添加</translation>
    </message>
</context>
<context>
    <name>DevicePicker</name>
    <message>
        <source>{name} — not connected</source>
        <translation>{name} — 未连接</translation>
    </message>
    <message>
        <source>{name} (virtual cable)</source>
        <translation>{name}（虚拟声卡）</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>MIDI device</source>
        <translation>MIDI 设备</translation>
    </message>
    <message>
        <source>Keys, pads and knobs of this device give orders</source>
        <translation>用此设备的按键、打击垫和旋钮下达命令</translation>
    </message>
    <message>
        <source>Obey TouchOSC and other programs that speak Open Sound Control</source>
        <translation>接受 TouchOSC 及其他使用 Open Sound Control 的程序的控制</translation>
    </message>
    <message>
        <source>UDP port</source>
        <translation>UDP 端口</translation>
    </message>
    <message>
        <source>The port to which the other program sends</source>
        <translation>其他程序发送到的端口</translation>
    </message>
    <message>
        <source>Anybody in your network can then give orders. Leave it off outside your home.</source>
        <translation>这样您网络中的任何人都能下达命令。不在家时请保持关闭。</translation>
    </message>
    <message>
        <source>Also from other computers and phones</source>
        <translation>也接受其他电脑和手机</translation>
    </message>
    <message>
        <source>Keys and knobs, and what they do</source>
        <translation>按键和旋钮及其作用</translation>
    </message>
    <message>
        <source>What the device sends, and what is done then</source>
        <translation>设备发送的内容，以及随之执行的操作</translation>
    </message>
    <message>
        <source>Key or knob</source>
        <translation>按键或旋钮</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>What the key or knob that you press next will do</source>
        <translation>您接下来按下的按键或旋钮要做什么</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name or number of the profile, avatar or voice</source>
        <translation>方案、头像或音色的名称或编号</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Press this, then the key or knob of your device</source>
        <translation>先按这里，再按设备上的按键或旋钮</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Forget this line; you can undo it</source>
        <translation>忘掉这一行；可以撤销</translation>
    </message>
    <message>
        <source>OSC addresses like /likeness/mute or /likeness/profile are understood without being learned.</source>
        <translation>/likeness/mute 或 /likeness/profile 之类的 OSC 地址无需学习即可识别。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{name} — not connected</source>
        <translation>{name} — 未连接</translation>
    </message>
    <message>
        <source>{words} (not understood)</source>
        <translation>{words}（无法识别）</translation>
    </message>
    <message>
        <source>Press a key now…</source>
        <translation>现在请按键…</translation>
    </message>
    <message>
        <source>“{name}” does nothing any more</source>
        <translation>“{name}”不再有作用</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>DriftOffer</name>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
</context>
<context>
    <name>DropGuide</name>
    <message>
        <source>Dropped picture</source>
        <translation>拖入的图片</translation>
    </message>
    <message>
        <source>Drop a photo to make it an avatar,
or a recording to make it a voice</source>
        <translation>拖入照片即可制作头像，
拖入录音即可制作音色</translation>
    </message>
</context>
<context>
    <name>EngineControl</name>
    <message>
        <source>This engine can only be loaded before the window is opened.</source>
        <translation>这个引擎只能在打开窗口之前加载。</translation>
    </message>
    <message>
        <source>Restart the program with it; the performance ends.</source>
        <translation>需要用它重新启动程序；当前表演会结束。</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>it could not be made</source>
        <translation>无法创建</translation>
    </message>
</context>
<context>
    <name>EnginePanel</name>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Moves the photo itself by landmarks: sharp, fluent on any processor</source>
        <translation>用关键点直接驱动照片：清晰，在任何处理器上都流畅</translation>
    </message>
    <message>
        <source>A network draws the face anew; it needs weights and, to be fluent, a graphics card</source>
        <translation>由神经网络重新绘制人脸；需要权重文件，要流畅还需要显卡</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>First-order motion</source>
        <translation>一阶运动</translation>
    </message>
    <message>
        <source>Best device that passes a test</source>
        <translation>通过测试的最佳设备</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>NVIDIA 显卡</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>Apple 图形处理器</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where the network computes; never changed behind your back</source>
        <translation>神经网络在哪里运算；绝不会私自更改</translation>
    </message>
    <message>
        <source>Being loaded; until then the portrait goes on as it is.</source>
        <translation>正在加载；在此之前人像保持不变。</translation>
    </message>
    <message>
        <source>Not switched: {why}</source>
        <translation>未切换：{why}</translation>
    </message>
    <message>
        <source>Your calm face could not be taken: {why}. Look straight ahead and calibrate.</source>
        <translation>未能采用您的平静表情：{why}。请正视前方并校准。</translation>
    </message>
    <message>
        <source>Runs on {place}</source>
        <translation>运行于 {place}</translation>
    </message>
    <message>
        <source>First-order motion needs weights that you bring:</source>
        <translation>一阶运动需要您自备权重文件：</translation>
    </message>
    <message>
        <source>Tests itself when you start, and says here where it runs and why.</source>
        <translation>开始时会自行测试，并在这里说明在哪里运行以及原因。</translation>
    </message>
</context>
<context>
    <name>EnrolVoiceDialog</name>
    <message>
        <source>New voice</source>
        <translation>新建音色</translation>
    </message>
    <message>
        <source>Only use voices you have the right to use. This is kept with the voice.</source>
        <translation>只能使用您有权使用的声音。此声明会随音色一起保存。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Under which the voice stands in the list</source>
        <translation>音色在列表中的名称</translation>
    </message>
    <message>
        <source>Why you may use the voice</source>
        <translation>您为何可以使用这个声音</translation>
    </message>
    <message>
        <source>Whose voice it is, and why you may use it; kept with the voice</source>
        <translation>这是谁的声音，您为何可以使用；随音色一起保存</translation>
    </message>
    <message>
        <source>Please choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>Who speaks</source>
        <translation>说话人</translation>
    </message>
    <message>
        <source>The name of the person whose voice this is</source>
        <translation>声音主人的姓名</translation>
    </message>
    <message>
        <source>Statement of consent</source>
        <translation>授权声明</translation>
    </message>
    <message>
        <source>In one sentence, who has agreed to what; kept with the voice</source>
        <translation>用一句话说明谁同意了什么；随音色一起保存</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Under which terms the recording may be used</source>
        <translation>录音可依何种条款使用</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Where the recording comes from</source>
        <translation>录音来自哪里</translation>
    </message>
    <message>
        <source>Whose voice</source>
        <translation>谁的声音</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>声明</translation>
    </message>
    <message>
        <source>A good recording</source>
        <translation>良好的录音</translation>
    </message>
    <message>
        <source>•  A quiet room without echo, music or other people</source>
        <translation>•  安静的房间，没有回声、音乐和其他人</translation>
    </message>
    <message>
        <source>•  A hand&apos;s width from the microphone, in your ordinary voice</source>
        <translation>•  距麦克风一掌远，用平常的声音说话</translation>
    </message>
    <message>
        <source>•  Or drop a sound file or film in which only this person speaks</source>
        <translation>•  也可以拖入只有此人说话的音频或影片</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件…</translation>
    </message>
    <message>
        <source>Take the speech out of any sound file or film</source>
        <translation>从任意音频或影片中提取语音</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close this; nothing is kept</source>
        <translation>关闭；不保留任何内容</translation>
    </message>
    <message>
        <source>Add voice</source>
        <translation>添加音色</translation>
    </message>
    <message>
        <source>Sound and films ({patterns});;All files (*)</source>
        <translation>音频和影片 ({patterns});;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a recording of the voice</source>
        <translation>选择声音的录音</translation>
    </message>
    <message>
        <source>Record or choose a voice first</source>
        <translation>请先录音或选择一个音色</translation>
    </message>
    <message>
        <source>Give the voice a name</source>
        <translation>请为音色命名</translation>
    </message>
    <message>
        <source>Say whose voice it is</source>
        <translation>请说明这是谁的声音</translation>
    </message>
    <message>
        <source>State why the voice may be used</source>
        <translation>请说明为何可以使用这个声音</translation>
    </message>
    <message>
        <source>Say who speaks</source>
        <translation>请说明说话人是谁</translation>
    </message>
    <message>
        <source>State the licence and the source of the recording</source>
        <translation>请写明录音的许可和来源</translation>
    </message>
    <message>
        <source>The person has to speak the six words</source>
        <translation>需要由本人说出这六个词</translation>
    </message>
    <message>
        <source>Keep this voice; the recording itself is not kept</source>
        <translation>保留这个音色；录音本身不会保留</translation>
    </message>
</context>
<context>
    <name>FrameTools</name>
    <message>
        <source>Straighten</source>
        <translation>拉直</translation>
    </message>
    <message>
        <source>Turn the picture until the eyes lie level; a double click goes back to 0</source>
        <translation>转动图片直到双眼水平；双击恢复为 0</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Frame head and shoulders, eyes level</source>
        <translation>框住头部和肩膀，双眼水平</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>整张照片</translation>
    </message>
    <message>
        <source>Show all of the photo</source>
        <translation>显示整张照片</translation>
    </message>
    <message>
        <source>Guides</source>
        <translation>参考线</translation>
    </message>
    <message>
        <source>Show where a head sits well, and the eyes</source>
        <translation>显示头部和眼睛的合适位置</translation>
    </message>
</context>
<context>
    <name>FramingPanel</name>
    <message>
        <source>Framing</source>
        <translation>取景</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>How large the portrait is in the picture; a double click fills the picture again</source>
        <translation>人像在画面中的大小；双击则重新充满画面</translation>
    </message>
    <message>
        <source>Keep the head in the middle</source>
        <translation>让头部保持居中</translation>
    </message>
    <message>
        <source>The picture follows the portrait&apos;s head, smoothly; it zooms in a little to have room</source>
        <translation>画面平滑跟随人像的头部；会稍微放大以留出余地</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Move the portrait in the picture</source>
        <translation>移动人像在画面中的位置</translation>
    </message>
    <message>
        <source>Sideways</source>
        <translation>水平位置</translation>
    </message>
    <message>
        <source>To the left or to the right</source>
        <translation>向左或向右</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>垂直位置</translation>
    </message>
    <message>
        <source>Up or down; the shoulders never leave the edge</source>
        <translation>向上或向下；肩膀不会离开边缘</translation>
    </message>
    <message>
        <source>Fill the picture again</source>
        <translation>重新充满画面</translation>
    </message>
    <message>
        <source>Zoom 100 %, in the middle, nothing followed</source>
        <translation>缩放 100 %，居中，不跟随</translation>
    </message>
    <message>
        <source>As large as the portrait</source>
        <translation>与人像同样大小</translation>
    </message>
    <message>
        <source>square</source>
        <translation>方形</translation>
    </message>
    <message>
        <source>upright</source>
        <translation>竖屏</translation>
    </message>
    <message>
        <source>Size of the output</source>
        <translation>输出尺寸</translation>
    </message>
    <message>
        <source>Pictures that leave have this size; call programs expect 1280 × 720. A virtual camera that another program watches keeps its size until that program is closed.</source>
        <translation>送出的画面使用此尺寸；通话软件通常要求 1280 × 720。正被其他程序观看的虚拟摄像头会保持其尺寸，直到那个程序关闭。</translation>
    </message>
    <message>
        <source>Pictures that leave have this size; call programs expect 1280 × 720. An open virtual camera keeps its size until the program ends.</source>
        <translation type="vanished">送出的画面使用此尺寸；通话软件通常要求 1280 × 720。已打开的虚拟摄像头会保持其尺寸，直到程序结束。</translation>
    </message>
</context>
<context>
    <name>Grounds</name>
    <message>
        <source>It shows myself</source>
        <translation>图中是我自己</translation>
    </message>
    <message>
        <source>I am the person shown and want to use my own picture.</source>
        <translation>图中的人是我，我想使用自己的照片。</translation>
    </message>
    <message>
        <source>own picture, for my use</source>
        <translation>本人照片，供自己使用</translation>
    </message>
    <message>
        <source>own photo</source>
        <translation>本人照片</translation>
    </message>
    <message>
        <source>It is me</source>
        <translation>是我自己</translation>
    </message>
    <message>
        <source>It shows somebody who has agreed</source>
        <translation>图中的人已同意</translation>
    </message>
    <message>
        <source>The person shown has agreed that I use this picture as an avatar.</source>
        <translation>图中的人已同意我将此照片用作头像。</translation>
    </message>
    <message>
        <source>with the consent of the person shown</source>
        <translation>经图中的人同意</translation>
    </message>
    <message>
        <source>They have agreed</source>
        <translation>本人已同意</translation>
    </message>
    <message>
        <source>It is a drawn or invented character</source>
        <translation>图中是绘制或虚构的角色</translation>
    </message>
    <message>
        <source>The picture shows no real person.</source>
        <translation>图中没有真实人物。</translation>
    </message>
    <message>
        <source>for my own use; no real person is shown</source>
        <translation>供自己使用；图中没有真实人物</translation>
    </message>
    <message>
        <source>Nobody real</source>
        <translation>不是真人</translation>
    </message>
    <message>
        <source>It is in the public domain or freely licensed</source>
        <translation>属于公有领域或可自由使用</translation>
    </message>
    <message>
        <source>The picture is in the public domain or freely licensed, and nobody living is shown.</source>
        <translation>图片属于公有领域或可自由使用，且图中没有在世的人。</translation>
    </message>
    <message>
        <source>public domain</source>
        <translation>公有领域</translation>
    </message>
    <message>
        <source>Free to use…</source>
        <translation>可自由使用…</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>The first minute</source>
        <translation>最初一分钟</translation>
    </message>
    <message>
        <source>Press {start}. The portrait in the middle now moves like your face.</source>
        <translation>按“{start}”。中间的人像就会像您的脸一样动起来。</translation>
    </message>
    <message>
        <source>- On the right are four pages: {pages}.</source>
        <translation>- 右侧有四个页面：{pages}。</translation>
    </message>
    <message>
        <source>- Under the portrait are sound and outputs, and the buttons that you need while you are live.</source>
        <translation>- 人像下方是声音和输出，以及进行时需要的按钮。</translation>
    </message>
    <message>
        <source>- At the lower edge the numbers say how fast it runs and how late it is.</source>
        <translation>- 底部的数字显示运行有多快、延迟有多大。</translation>
    </message>
    <message>
        <source>Without a camera, choose the demo film in the list of cameras: a drawn face drives the portrait.</source>
        <translation>没有摄像头时，请在摄像头列表中选择演示影片：由一张绘制的脸驱动人像。</translation>
    </message>
    <message>
        <source>Welcome, below, checks camera, microphone and outputs in four short steps.</source>
        <translation>下方的“欢迎”分四步检查摄像头、麦克风和输出。</translation>
    </message>
    <message>
        <source>Let it move like you</source>
        <translation>让它像您一样动</translation>
    </message>
    <message>
        <source>In the first two seconds the program looks for your calm, straight face. Motion counts from it.</source>
        <translation>程序会在最初两秒内寻找您平静、端正的脸。动作以它为基准。</translation>
    </message>
    <message>
        <source>- If the portrait looks crooked, look straight into the camera and press {calibrate}.</source>
        <translation>- 如果人像看起来歪了，请正视摄像头并按“{calibrate}”。</translation>
    </message>
    <message>
        <source>- {overlay} lays your camera over the portrait, to bring both faces into line.</source>
        <translation>- “{overlay}”把您的摄像头画面叠在人像上，便于对齐两张脸。</translation>
    </message>
    <message>
        <source>- Light from the front helps more than a better camera. A window behind you hinders.</source>
        <translation>- 正面的光线比更好的摄像头更有用。背后的窗户会有妨碍。</translation>
    </message>
    <message>
        <source>- The page {motion} makes the motion of head, eyes, brows and mouth smaller or larger.</source>
        <translation>- “{motion}”页面可以调大或调小头部、眼睛、眉毛和嘴的动作。</translation>
    </message>
    <message>
        <source>Where your face cannot be seen, the portrait rests. Your camera&apos;s picture never takes its place.</source>
        <translation>看不到您的脸时，人像会静止。您的摄像头画面绝不会取而代之。</translation>
    </message>
    <message>
        <source>Be somebody else</source>
        <translation>扮成别人</translation>
    </message>
    <message>
        <source>Click a portrait, press its number, or go through them with the arrow keys, also in mid-call.</source>
        <translation>点击一个人像、按它的编号，或用方向键依次切换，通话中也可以。</translation>
    </message>
    <message>
        <source>- To add your own, drop or paste a photo anywhere, or press Add: the camera can take one, too.</source>
        <translation>- 要添加自己的人像，请把照片拖到或粘贴到窗口任意位置，或按“添加”：也可以用摄像头拍一张。</translation>
    </message>
    <message>
        <source>- Best is a sharp, evenly lit photo from the front, mouth closed. You see what could be better.</source>
        <translation>- 最好是清晰、光线均匀、正面、闭嘴的照片。程序会指出哪里可以更好。</translation>
    </message>
    <message>
        <source>- Adjust opens the studio: crop and straighten, and paint with a brush what belongs to the person. Every step can be taken back.</source>
        <translation>- “调整”会打开工作室：裁剪和拉直，并用画笔涂出属于人物的部分。每一步都可以撤销。</translation>
    </message>
    <message>
        <source>- A right click on a portrait offers more: Edit opens the studio again, Export writes a file.</source>
        <translation>- 右键点击人像还有更多操作：“编辑”会再次打开工作室，“导出”会写成一个文件。</translation>
    </message>
    <message>
        <source>- What you remove can be taken back with Undo.</source>
        <translation>- 删除的内容可以用“撤销”找回。</translation>
    </message>
    <message>
        <source>Use pictures that you have the right to use. The program asks where each one comes from, and keeps the answer.</source>
        <translation>请使用您有权使用的图片。程序会询问每张图片的来源，并保存您的回答。</translation>
    </message>
    <message>
        <source>Sound like somebody else</source>
        <translation>换一种声音</translation>
    </message>
    <message>
        <source>Choose a voice and speak. Listen plays a sentence in it that only you hear.</source>
        <translation>选择一个音色，然后说话。“试听”会用它播放一句只有您能听到的话。</translation>
    </message>
    <message>
        <source>- Learn my voice takes ten seconds, and makes the pitch fit from the first word.</source>
        <translation>- “学习我的声音”需要十秒，让音高从第一个字起就合适。</translation>
    </message>
    <message>
        <source>- Add voice makes a new one of ten seconds of speech, spoken now or from a file.</source>
        <translation>- “添加音色”用十秒语音制作新的音色，可以现在说，也可以来自文件。</translation>
    </message>
    <message>
        <source>- Mix makes a voice between two others. A right click on a voice offers more.</source>
        <translation>- “混合”会在两个音色之间制作一个新音色。右键点击音色还有更多操作。</translation>
    </message>
    <message>
        <source>- {mute} silences you at once. With push-to-talk you are heard while you hold the key.</source>
        <translation>- “{mute}”会立即让您静音。开启按键说话时，按住按键别人才能听到您。</translation>
    </message>
    <message>
        <source>If you hear an echo, use headphones.</source>
        <translation>如果听到回声，请使用耳机。</translation>
    </message>
    <message>
        <source>Go into a call</source>
        <translation>加入通话</translation>
    </message>
    <message>
        <source>Call programs take the portrait from a virtual camera and the voice from a virtual microphone.</source>
        <translation>通话软件从虚拟摄像头取得人像，从虚拟麦克风取得声音。</translation>
    </message>
    <message>
        <source>- The page {outputs} says what is there, and sets up what is missing.</source>
        <translation>- “{outputs}”页面会说明已有什么，并设置缺少的部分。</translation>
    </message>
    <message>
        <source>- Start here first, then choose camera and microphone in the settings of the call program.</source>
        <translation>- 先在这里开始，再到通话软件的设置中选择摄像头和麦克风。</translation>
    </message>
    <message>
        <source>- A call program that was open before may have to be opened again to see them.</source>
        <translation>- 之前已打开的通话软件可能需要重新打开才能看到它们。</translation>
    </message>
    <message>
        <source>Picture and voice leave in step: the faster one waits for the slower.</source>
        <translation>画面和声音同步送出：较快的一方等待较慢的一方。</translation>
    </message>
    <message>
        <source>Record and stream</source>
        <translation>录制与直播</translation>
    </message>
    <message>
        <source>{record} writes what others see and hear into a film; {screenshot} saves the portrait.</source>
        <translation>“{record}”把别人看到和听到的内容录成影片；“{screenshot}”保存人像。</translation>
    </message>
    <message>
        <source>- The film stays playable even if the computer fails in the middle.</source>
        <translation>- 即使电脑中途出故障，影片仍可播放。</translation>
    </message>
    <message>
        <source>- The message after it opens the folder in which it lies.</source>
        <translation>- 录制后的提示可以打开影片所在的文件夹。</translation>
    </message>
    <message>
        <source>- {stream} sends the same to a streaming service; it asks for address and key the first time.</source>
        <translation>- “{stream}”把同样的内容发送到直播平台；第一次会询问地址和密钥。</translation>
    </message>
    <message>
        <source>Change everything at once</source>
        <translation>一次更改所有设置</translation>
    </message>
    <message>
        <source>A profile keeps avatar, voice, controls and outputs under a name: {save}.</source>
        <translation>方案以一个名称保存头像、音色、控制和输出：“{save}”。</translation>
    </message>
    <message>
        <source>- {following} and {previous} change between them, also in a call.</source>
        <translation>- “{following}”和“{previous}”在方案之间切换，通话中也可以。</translation>
    </message>
    <message>
        <source>- {mini} stays on top of the call, with the buttons that you need.</source>
        <translation>- “{mini}”会置于通话窗口之上，带有您需要的按钮。</translation>
    </message>
    <message>
        <source>- {edit}: give a command or a profile a key, also one that works in every program, or a knob.</source>
        <translation>- “{edit}”：给命令或方案设置快捷键，也可以是在任何程序中都有效的快捷键，或一个旋钮。</translation>
    </message>
    <message>
        <source>- There you also choose whether the keys 1 to 9 take avatars or profiles.</source>
        <translation>- 在那里还可以选择按键 1 到 9 用于头像还是方案。</translation>
    </message>
    <message>
        <source>- Scripts and a Stream Deck give orders with “likeness ctl”; “likeness ctl --help” lists them.</source>
        <translation>- 脚本和 Stream Deck 用“likeness ctl”发出命令；“likeness ctl --help”会列出所有命令。</translation>
    </message>
    <message>
        <source>What others never see</source>
        <translation>别人绝不会看到的</translation>
    </message>
    <message>
        <source>Everything is computed on this computer. Nothing is sent anywhere but to the outputs that you switch on.</source>
        <translation>一切都在这台电脑上运算。除了您打开的输出，不会向任何地方发送任何内容。</translation>
    </message>
    <message>
        <source>- {panic}: at once others see a still picture and hear nothing, until you go on.</source>
        <translation>- “{panic}”：别人立即看到静止画面、听不到声音，直到您继续。</translation>
    </message>
    <message>
        <source>- When something fails, others see the still portrait and hear nothing: never you.</source>
        <translation>- 出现故障时，别人看到静止的人像、听不到声音：绝不会看到您。</translation>
    </message>
    <message>
        <source>- While the screen is locked or the computer sleeps it pauses; {outputs} can change that.</source>
        <translation>- 屏幕锁定或电脑休眠时会暂停；可在“{outputs}”中更改。</translation>
    </message>
    <message>
        <source>- Your own voice passes only if you ask for it, and a red sign says so all the while.</source>
        <translation>- 只有您要求时，您自己的声音才会通过，并且始终有红色标记提醒。</translation>
    </message>
    <message>
        <source>- Nothing is counted, reported or fetched behind your back.</source>
        <translation>- 不会在背后统计、上报或下载任何内容。</translation>
    </message>
    <message>
        <source>When something does not work</source>
        <translation>遇到问题时</translation>
    </message>
    <message>
        <source>Messages over the portrait say what happened and what to do. Most offer a button that does it.</source>
        <translation>人像上方的提示会说明发生了什么以及该怎么做。多数提示带有可直接操作的按钮。</translation>
    </message>
    <message>
        <source>- Slow or late: close other programs, or choose the landmark engine.</source>
        <translation>- 运行慢或延迟大：请关闭其他程序，或选择关键点引擎。</translation>
    </message>
    <message>
        <source>- No camera: close the program that uses it. Where the system tells, its name is shown.</source>
        <translation>- 没有摄像头：请关闭正在使用它的程序。如果系统能告知，会显示程序名称。</translation>
    </message>
    <message>
        <source>- Nobody hears you: look at the microphone&apos;s light, at Mute, and at the voice output.</source>
        <translation>- 没人听到您：请查看麦克风指示灯、静音和声音输出。</translation>
    </message>
    <message>
        <source>- In a terminal, “likeness doctor” checks everything and names the remedy.</source>
        <translation>- 在终端中，“likeness doctor”会检查一切并给出解决办法。</translation>
    </message>
    <message>
        <source>- Log folder, below, opens what the program has written down; the newest file says most.</source>
        <translation>- 下方的“日志文件夹”会打开程序的记录；最新的文件信息最多。</translation>
    </message>
    <message>
        <source>Write a report, below, puts what a maker needs to see into one file, without names of you, your avatars or your devices. You decide whether to send it.</source>
        <translation>下方的“撰写报告”会把开发者需要了解的内容放进一个文件，不含您、头像和设备的名称。是否发送由您决定。</translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="vanished">录制</translation>
    </message>
    <message>
        <source>- To add your own, drop a photo anywhere on the window, or press Add.</source>
        <translation type="vanished">- 要添加自己的人像，请把照片拖到窗口任意位置，或按“添加”。</translation>
    </message>
    <message>
        <source>- Best is a sharp, evenly lit photo from the front, mouth closed. The program judges it.</source>
        <translation type="vanished">- 最好是清晰、光线均匀、正面、闭嘴的照片。程序会作出评价。</translation>
    </message>
    <message>
        <source>- {edit}: give a command another key, one that works in every program, or a knob.</source>
        <translation type="vanished">- “{edit}”：给命令换一个快捷键、一个在任何程序中都有效的快捷键，或一个旋钮。</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>Chapters of the guide</source>
        <translation>指南章节</translation>
    </message>
    <message>
        <source>Choose what to read about</source>
        <translation>选择要阅读的内容</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Watch it as a film</source>
        <translation>以影片观看</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Likeness help</source>
        <translation>Likeness 帮助</translation>
    </message>
    <message>
        <source>Pages of the help</source>
        <translation>帮助的各个页面</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>显示文件</translation>
    </message>
    <message>
        <source>Open the folder with the report</source>
        <translation>打开报告所在的文件夹</translation>
    </message>
    <message>
        <source>Welcome…</source>
        <translation>欢迎…</translation>
    </message>
    <message>
        <source>Check camera, microphone and outputs in four short steps</source>
        <translation>分四步检查摄像头、麦克风和输出</translation>
    </message>
    <message>
        <source>Log folder</source>
        <translation>日志文件夹</translation>
    </message>
    <message>
        <source>Open the folder in which the program writes what it does</source>
        <translation>打开程序写入日志的文件夹</translation>
    </message>
    <message>
        <source>Write a report…</source>
        <translation>撰写报告…</translation>
    </message>
    <message>
        <source>Put what a maker needs to see into one file, without names of you, your avatars or devices</source>
        <translation>把开发者需要了解的内容放进一个文件，不含您、头像和设备的名称</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the help</source>
        <translation>关闭帮助</translation>
    </message>
    <message>
        <source>The keys of this program</source>
        <translation>本程序的快捷键</translation>
    </message>
    <message>
        <source>The keys that users of Avatarify know</source>
        <translation>Avatarify 用户熟悉的快捷键</translation>
    </message>
    <message>
        <source>Standard keys</source>
        <translation>标准快捷键</translation>
    </message>
    <message>
        <source>Avatarify keys</source>
        <translation>Avatarify 快捷键</translation>
    </message>
    <message>
        <source>1 to 9</source>
        <translation>1 到 9</translation>
    </message>
    <message>
        <source>Take this profile</source>
        <translation>使用此方案</translation>
    </message>
    <message>
        <source>Take this avatar</source>
        <translation>切换到该头像</translation>
    </message>
    <message>
        <source>Hold it to talk, while push-to-talk is on</source>
        <translation>开启按键说话时，按住即可说话</translation>
    </message>
    <message>
        <source>Leave full screen, dismiss a message</source>
        <translation>退出全屏、关闭提示</translation>
    </message>
    <message>
        <source>Leave full screen, dismiss a message, else quit</source>
        <translation>退出全屏、关闭提示，否则退出程序</translation>
    </message>
    <message>
        <source>With Shift, H, J, K and U move in smaller steps. 0 does nothing: your camera&apos;s picture never leaves. I does nothing: the numbers are always in the lower edge.</source>
        <translation>按住 Shift 时，H、J、K 和 U 的移动幅度更小。0 没有作用：您的摄像头画面不会外传。I 没有作用：各项数值始终显示在底部。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Your avatars</source>
        <translation>您的头像</translation>
    </message>
    <message>
        <source>Your voices</source>
        <translation>您的音色</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录制内容</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Likeness moves a portrait with your face and speaks with another voice, live. Everything is computed on this computer; nothing is sent anywhere except to the outputs you switch on. Use only faces and voices you have the right to use, and do not pretend to be somebody else.</source>
        <translation>Likeness 用您的脸实时驱动人像，并用另一种声音说话。一切都在这台电脑上运算；除了您打开的输出，不会向任何地方发送任何内容。请只使用您有权使用的面孔和声音，不要冒充他人。</translation>
    </message>
    <message>
        <source>Likeness is free software under the Apache License 2.0. It is made with:</source>
        <translation>Likeness 是采用 Apache License 2.0 的自由软件，使用了以下组件：</translation>
    </message>
    <message>
        <source>The face networks come from MediaPipe, the speaker encoder from Resemblyzer (both Apache-2.0).</source>
        <translation>人脸网络来自 MediaPipe，说话人编码器来自 Resemblyzer（均为 Apache-2.0）。</translation>
    </message>
    <message>
        <source>{work}, in a process of its own</source>
        <translation>{work}，在单独的进程中</translation>
    </message>
    <message>
        <source>{work}, in processes of their own</source>
        <translation>{work}，在各自的进程中</translation>
    </message>
    <message>
        <source>Qt, the window</source>
        <translation>Qt，窗口</translation>
    </message>
    <message>
        <source>arrays</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>pictures and cameras</source>
        <translation>图片和摄像头</translation>
    </message>
    <message>
        <source>runs the networks</source>
        <translation>运行神经网络</translation>
    </message>
    <message>
        <source>reads photos</source>
        <translation>读取照片</translation>
    </message>
    <message>
        <source>films</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>microphones and outputs</source>
        <translation>麦克风和输出</translation>
    </message>
    <message>
        <source>noise suppression, when it is on</source>
        <translation>降噪（开启时）</translation>
    </message>
    <message>
        <source>finds speech</source>
        <translation>检测语音</translation>
    </message>
    <message>
        <source>folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>W, S, H, J, K, U and Z, C do nothing: the crop follows your face by itself, and Side by side shows you beside the portrait. 0 does nothing: your camera&apos;s picture never leaves. I does nothing: the numbers are always in the lower edge.</source>
        <translation type="vanished">W、S、H、J、K、U 以及 Z、C 没有作用：裁剪会自动跟随您的脸，“并排显示”会让您出现在人像旁边。0 没有作用：您的摄像头画面不会外传。I 没有作用：各项数值始终显示在底部。</translation>
    </message>
</context>
<context>
    <name>HelpReport</name>
    <message>
        <source>Write a report</source>
        <translation>撰写报告</translation>
    </message>
    <message>
        <source>Reports (*.zip)</source>
        <translation>报告 (*.zip)</translation>
    </message>
    <message>
        <source>Examining this computer…</source>
        <translation>正在检查这台电脑…</translation>
    </message>
    <message>
        <source>Written: {name}. Look into it before you send it.</source>
        <translation>已写入：{name}。发送前请先查看。</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>显示文件</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>No key: {label}</source>
        <translation>没有快捷键：{label}</translation>
    </message>
    <message>
        <source>Take the key away</source>
        <translation>去掉此快捷键</translation>
    </message>
    <message>
        <source>The key that belongs to the map above</source>
        <translation>上方方案中原有的快捷键</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys and remote control</source>
        <translation>快捷键与遥控</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>MIDI and OSC</source>
        <translation>MIDI 和 OSC</translation>
    </message>
    <message>
        <source>Stream Deck and scripts</source>
        <translation>Stream Deck 和脚本</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Everything is saved already</source>
        <translation>所有更改都已保存</translation>
    </message>
    <message>
        <source>While this window is open, other programs on this computer can steer it with a command. Give a button of your Stream Deck the action “Open” or “Run”, or a key of your desktop one of these:</source>
        <translation>此窗口打开时，这台电脑上的其他程序可以用命令控制它。请给 Stream Deck 的按钮设置“打开”或“运行”操作，或给桌面的快捷键设置以下命令之一：</translation>
    </message>
    <message>
        <source>All commands: &lt;code&gt;likeness ctl --help&lt;/code&gt;</source>
        <translation>全部命令：&lt;code&gt;likeness ctl --help&lt;/code&gt;</translation>
    </message>
    <message>
        <source>Only you can give orders: the way to the window belongs to your user account.</source>
        <translation>只有您能下达命令：通往窗口的通道属于您的用户账户。</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Talk (hold)</source>
        <translation>说话（按住）</translation>
    </message>
    <message>
        <source>Profile: {name}</source>
        <translation>方案：{name}</translation>
    </message>
    <message>
        <source>In this window</source>
        <translation>在此窗口中</translation>
    </message>
    <message>
        <source>Click here, then press the key</source>
        <translation>点击这里，然后按键</translation>
    </message>
    <message>
        <source>As in the map</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Click here, then press the key with Ctrl or Alt; it then works in every program</source>
        <translation>点击这里，然后按下带 Ctrl 或 Alt 的按键；它在任何程序中都有效</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Use it here instead</source>
        <translation>改用于此</translation>
    </message>
    <message>
        <source>The other command loses this key</source>
        <translation>另一个命令会失去此快捷键</translation>
    </message>
    <message>
        <source>Keys work in every program</source>
        <translation>快捷键在任何程序中都有效</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其快捷键</translation>
    </message>
    <message>
        <source>Choose a command; its keys are changed below</source>
        <translation>选择一个命令；在下方更改它的快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>The keys of this program</source>
        <translation>本程序的快捷键</translation>
    </message>
    <message>
        <source>The keys that users of Avatarify know</source>
        <translation>Avatarify 用户熟悉的快捷键</translation>
    </message>
    <message>
        <source>Standard keys</source>
        <translation>标准快捷键</translation>
    </message>
    <message>
        <source>Avatarify keys</source>
        <translation>Avatarify 快捷键</translation>
    </message>
    <message>
        <source>What the keys 1 to 9 choose</source>
        <translation>按键 1 到 9 选择什么</translation>
    </message>
    <message>
        <source>1–9: avatars</source>
        <translation>1–9：头像</translation>
    </message>
    <message>
        <source>1–9: profiles</source>
        <translation>1–9：方案</translation>
    </message>
    <message>
        <source>avatars and profiles</source>
        <translation>头像和方案</translation>
    </message>
    <message>
        <source>leaving and dismissing</source>
        <translation>退出和关闭</translation>
    </message>
    <message>
        <source>push to talk</source>
        <translation>按键说话</translation>
    </message>
    <message>
        <source>{key} belongs to: {command}.</source>
        <translation>{key} 已用于：{command}。</translation>
    </message>
    <message>
        <source>{key} alone would be missing in every other program. Add Ctrl or Alt.</source>
        <translation>单独的 {key} 会在其他所有程序中失效。请加上 Ctrl 或 Alt。</translation>
    </message>
</context>
<context>
    <name>LanguageButton</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system: {name}</source>
        <translation>跟随系统：{name}</translation>
    </message>
    <message>
        <source>The window speaks English from its next start.</source>
        <translation>下次启动时窗口将使用简体中文。</translation>
    </message>
    <message>
        <source>Your settings are kept. While you are live it asks first.</source>
        <translation>您的设置会保留。如果表演正在进行，会先询问您。</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>立即重启</translation>
    </message>
    <message>
        <source>A performance ends when the program restarts.</source>
        <translation type="vanished">程序重新启动时，正在进行的表演会结束。</translation>
    </message>
</context>
<context>
    <name>LatencyBars</name>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>LatencyParts</name>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Hand-over</source>
        <translation>交接</translation>
    </message>
    <message>
        <source>Resampling</source>
        <translation>重采样</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>算法</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Wait for picture</source>
        <translation>等待画面</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>LatencyView</name>
    <message>
        <source>From your mouth to the output</source>
        <translation>从开口到输出</translation>
    </message>
    <message>
        <source>after</source>
        <translation>晚于</translation>
    </message>
    <message>
        <source>before</source>
        <translation>早于</translation>
    </message>
    <message>
        <source>Half of it takes {half:.0f} ms, 95 of 100 blocks {most:.0f}, 99 of 100 {all:.0f} ms.</source>
        <translation>一半的音频块需 {half:.0f} ms，95% 在 {most:.0f} ms 内，99% 在 {all:.0f} ms 内。</translation>
    </message>
    <message>
        <source>Time between two blocks: even within {time:.0f} ms.</source>
        <translation>相邻音频块的间隔：波动在 {time:.0f} ms 以内。</translation>
    </message>
    <message>
        <source>The voice leaves {time:.0f} ms {side} the picture.</source>
        <translation>声音{side}画面 {time:.0f} ms 送出。</translation>
    </message>
    <message>
        <source>Output ran dry: {under} · sound lost at the microphone: {over}</source>
        <translation>输出断流：{under} · 麦克风丢失声音：{over}</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>You are live. Stop and close?</source>
        <translation>表演正在进行。要停止并关闭吗？</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Others see and hear you no more</source>
        <translation>别人不再看到和听到您</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Nothing changes</source>
        <translation>一切保持不变</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>You are live. Stop and restart?</source>
        <translation>表演正在进行。要停止并重新启动吗？</translation>
    </message>
    <message>
        <source>Stop and restart</source>
        <translation>停止并重新启动</translation>
    </message>
    <message>
        <source>Others see and hear you no more until you start again</source>
        <translation>在您再次开始之前，别人看不到也听不到您</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后</translation>
    </message>
    <message>
        <source>Nothing changes now; what needs a restart comes with the next one</source>
        <translation>现在一切保持不变；需要重新启动的更改会在下次启动时生效</translation>
    </message>
    <message>
        <source>Your settings are kept. Press Start again afterwards.</source>
        <translation>您的设置会保留。之后请再次按“开始”。</translation>
    </message>
    <message>
        <source>The recording is finished and kept.</source>
        <translation>录制会正常结束并保存。</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>silent</source>
        <translation>无声</translation>
    </message>
    <message>
        <source>{peak:.0f} decibels</source>
        <translation>{peak:.0f} 分贝</translation>
    </message>
</context>
<context>
    <name>LikenessRow</name>
    <message>
        <source>{score} of 100</source>
        <translation>{score} / 100</translation>
    </message>
    <message>
        <source>{number}, a moment ago</source>
        <translation>{number}，片刻之前</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>It has stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>It could not start</source>
        <translation>无法启动</translation>
    </message>
    <message>
        <source>The message above says why.</source>
        <translation>原因见上方提示。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Do what the message offers</source>
        <translation>执行提示中的操作</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>关闭此提示</translation>
    </message>
    <message>
        <source>Dismiss this message (Esc)</source>
        <translation>关闭此提示 (Esc)</translation>
    </message>
</context>
<context>
    <name>MicrophonePanel</name>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Learn my voice…</source>
        <translation>学习我的声音…</translation>
    </message>
    <message>
        <source>Whose speech is converted: a microphone, the sound of the film, or none</source>
        <translation>转换谁的语音：麦克风、影片的声音，或不转换</translation>
    </message>
    <message>
        <source>Microphone level</source>
        <translation>麦克风音量</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>增益</translation>
    </message>
    <message>
        <source>Louder or quieter before everything else; the mark is 0 dB</source>
        <translation>在一切处理之前调大或调小；刻度处为 0 dB</translation>
    </message>
    <message>
        <source>{level:+.0f} dB</source>
        <translation>{level:+.0f} dB</translation>
    </message>
    <message>
        <source>0 dB</source>
        <translation>0 dB</translation>
    </message>
    <message>
        <source>Automatic: sound of the film</source>
        <translation>自动：影片的声音</translation>
    </message>
    <message>
        <source>No microphone found</source>
        <translation>未找到麦克风</translation>
    </message>
    <message>
        <source>System microphone</source>
        <translation>系统麦克风</translation>
    </message>
    <message>
        <source>Sound of the film</source>
        <translation>影片的声音</translation>
    </message>
    <message>
        <source>None: no voice</source>
        <translation>无：没有声音</translation>
    </message>
    <message>
        <source>Teach the program your own voice in ten seconds</source>
        <translation>用十秒钟让程序认识您自己的声音</translation>
    </message>
    <message>
        <source>It takes a microphone to teach your own voice</source>
        <translation>需要麦克风才能学习您的声音</translation>
    </message>
    <message>
        <source>Off. Others hear nothing.</source>
        <translation>已关闭。别人听不到任何声音。</translation>
    </message>
    <message>
        <source>This is where the program speaks, not where you do. Choose your own microphone.</source>
        <translation>这是程序说话的地方，不是您说话的地方。请选择您自己的麦克风。</translation>
    </message>
    <message>
        <source>No microphone was found. Connect one; the list looks again when it is opened.</source>
        <translation>未找到麦克风。请连接一个；打开列表时会重新查找。</translation>
    </message>
    <message>
        <source>Looking for microphones…</source>
        <translation>正在查找麦克风…</translation>
    </message>
    <message>
        <source>Your own voice is never sent, only the converted one.</source>
        <translation>您自己的声音绝不会被发送，只发送转换后的声音。</translation>
    </message>
    <message>
        <source>Waiting for sound…</source>
        <translation>等待声音…</translation>
    </message>
    <message>
        <source>Nothing to hear: no microphone was found.</source>
        <translation>没有声音：未找到麦克风。</translation>
    </message>
    <message>
        <source>Hold T to talk.</source>
        <translation>按住 T 说话。</translation>
    </message>
    <message>
        <source>Muted. Others hear nothing.</source>
        <translation>已静音。别人听不到任何声音。</translation>
    </message>
    <message>
        <source>Listening to {name}</source>
        <translation>正在收听 {name}</translation>
    </message>
    <message>
        <source>Speech at {hz:.0f} Hz</source>
        <translation>说话音高 {hz:.0f} Hz</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>语音</translation>
    </message>
</context>
<context>
    <name>MicrophoneStep</name>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Can the microphone hear you well?</source>
        <translation>麦克风能听清您吗？</translation>
    </message>
    <message>
        <source>Press the round button and read for ten seconds. Once it knows your range, a voice fits at once.</source>
        <translation>点击圆形按钮并朗读十秒。程序了解您的音域后，音色立刻就合适。</translation>
    </message>
    <message>
        <source>Whose speech is converted: the microphone that you speak into</source>
        <translation>转换谁的语音：您对着说话的麦克风</translation>
    </message>
    <message>
        <source>System microphone</source>
        <translation>系统麦克风</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Your range</source>
        <translation>您的音域</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Set the gain of the microphone so that your speech is as loud as usual</source>
        <translation>调整麦克风增益，使您的语音达到正常音量</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>忘掉</translation>
    </message>
    <message>
        <source>Delete what was measured of your voice</source>
        <translation>删除测得的声音数据</translation>
    </message>
    <message>
        <source>No microphone found</source>
        <translation>未找到麦克风</translation>
    </message>
    <message>
        <source>There is noise behind your voice. Switch off fans and music.</source>
        <translation>您的声音背后有噪声。请关掉风扇和音乐。</translation>
    </message>
    <message>
        <source>Quiet enough.</source>
        <translation>足够安静。</translation>
    </message>
    <message>
        <source>Known after the recording.</source>
        <translation>录音后可知。</translation>
    </message>
    <message>
        <source>Too loud: it breaks up. Turn the microphone down in your system, or step back.</source>
        <translation>太大声，已失真。请在系统中调低麦克风，或退后一些。</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>很好。</translation>
    </message>
    <message>
        <source>Set the gain to {level:+.0f} dB</source>
        <translation>把增益设为 {level:+.0f} dB</translation>
    </message>
    <message>
        <source>Quiet. Come nearer, or let the program help.</source>
        <translation>声音小。请靠近一些，或让程序帮忙。</translation>
    </message>
    <message>
        <source>Rather loud.</source>
        <translation>有点大声。</translation>
    </message>
    <message>
        <source>a middle voice</source>
        <translation>中音</translation>
    </message>
    <message>
        <source>a deep voice</source>
        <translation>低音</translation>
    </message>
    <message>
        <source>a high voice</source>
        <translation>高音</translation>
    </message>
    <message>
        <source>{low:.0f} to {high:.0f} Hz, mostly {middle:.0f} Hz: {kind}.</source>
        <translation>{low:.0f} 到 {high:.0f} Hz，大多 {middle:.0f} Hz：{kind}。</translation>
    </message>
    <message>
        <source>Good, with the gain. The microphone&apos;s slider changes it again.</source>
        <translation>加上增益后很好。可用麦克风的滑块再调整。</translation>
    </message>
    <message>
        <source>Only these numbers, on this computer; not the sound.</source>
        <translation>只有这些数值，只在这台电脑上；不保留声音。</translation>
    </message>
</context>
<context>
    <name>MiniPicture</name>
    <message>
        <source>What others see</source>
        <translation>别人看到的画面</translation>
    </message>
    <message>
        <source>What others see. Drag it to move the window.</source>
        <translation>别人看到的画面。拖动它可移动窗口。</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation type="vanished">头像</translation>
    </message>
</context>
<context>
    <name>MiniWindow</name>
    <message>
        <source>Back to the large window</source>
        <translation>回到大窗口</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MixerStrip</name>
    <message>
        <source>Your microphone</source>
        <translation>您的麦克风</translation>
    </message>
    <message>
        <source>What others hear</source>
        <translation>别人听到的声音</translation>
    </message>
    <message>
        <source>Push to talk</source>
        <translation>按键说话</translation>
    </message>
    <message>
        <source>Gain of the microphone</source>
        <translation>麦克风增益</translation>
    </message>
    <message>
        <source>How loud the microphone is taken; a double click goes back to 0 dB</source>
        <translation>麦克风取多大音量；双击恢复为 0 dB</translation>
    </message>
    <message>
        <source>{level:+.0f} dB</source>
        <translation>{level:+.0f} dB</translation>
    </message>
    <message>
        <source>0 dB</source>
        <translation>0 dB</translation>
    </message>
    <message>
        <source>Others hear you only while you hold {key} or the talk button</source>
        <translation>只有按住 {key} 或说话按钮时，别人才能听到您</translation>
    </message>
</context>
<context>
    <name>MixVoicesDialog</name>
    <message>
        <source>Mix two voices</source>
        <translation>混合两个音色</translation>
    </message>
    <message>
        <source>First voice</source>
        <translation>第一个音色</translation>
    </message>
    <message>
        <source>Second voice</source>
        <translation>第二个音色</translation>
    </message>
    <message>
        <source>Share of the second voice</source>
        <translation>第二个音色的占比</translation>
    </message>
    <message>
        <source>How much of each voice; a double click takes half of both</source>
        <translation>两个音色各占多少；双击则各占一半</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Under which the mix stands in the list of voices</source>
        <translation>混合音色在列表中的名称</translation>
    </message>
    <message>
        <source>The new voice lies between the two: in pitch, in colour, and in the consent that goes with it.</source>
        <translation>新音色介于两者之间：音高、音色以及附带的授权都是如此。</translation>
    </message>
    <message>
        <source>One of the two voices to mix</source>
        <translation>要混合的两个音色之一</translation>
    </message>
    <message>
        <source>Hear a sentence in this mix; nothing is kept yet</source>
        <translation>试听用此混合音色说的一句话；暂不保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close this; nothing is kept</source>
        <translation>关闭；不保留任何内容</translation>
    </message>
    <message>
        <source>Add this voice</source>
        <translation>添加这个音色</translation>
    </message>
    <message>
        <source>Keep the mix as a voice of its own</source>
        <translation>把混合结果保存为独立的音色</translation>
    </message>
    <message>
        <source>{share:.0%} · {pitch}</source>
        <translation>{share:.0%} · {pitch}</translation>
    </message>
    <message>
        <source>Choose two different voices.</source>
        <translation>请选择两个不同的音色。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
</context>
<context>
    <name>MotionPanel</name>
    <message>
        <source>Motion</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Your change since calibration moves the portrait; keeps its own look</source>
        <translation>由您相对校准时的变化来驱动人像；人像保持自己的样子</translation>
    </message>
    <message>
        <source>The portrait takes your pose and expression exactly</source>
        <translation>人像完全照搬您的姿势和表情</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>Absolute</source>
        <translation>绝对</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How strongly the portrait moves: 0 is still, 100 % is as you move, 200 % is doubled</source>
        <translation>人像的动作幅度：0 为静止，100 % 与您一致，200 % 加倍</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Takes out trembling: 0 % nothing, 200 % the most; quick motion gets softer, too</source>
        <translation>消除抖动：0 % 不处理，200 % 最强；快速动作也会变柔和</translation>
    </message>
    <message>
        <source>Keep the head&apos;s size</source>
        <translation>保持头部大小</translation>
    </message>
    <message>
        <source>Each part of the face</source>
        <translation>面部各部分</translation>
    </message>
    <message>
        <source>Strength of head, eyes, mouth and brows, each by itself</source>
        <translation>分别调整头部、眼睛、嘴和眉毛的强度</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头部</translation>
    </message>
    <message>
        <source>Turning, tilting and moving of the head; 0 keeps it still</source>
        <translation>头部的转动、倾斜和移动；0 保持静止</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>眼睛</translation>
    </message>
    <message>
        <source>Lids and where the eyes look; 0 keeps them as in the portrait</source>
        <translation>眼睑和视线；0 保持人像原样</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>嘴</translation>
    </message>
    <message>
        <source>Lips and chin; 0 keeps the mouth as in the portrait</source>
        <translation>嘴唇和下巴；0 保持人像原样</translation>
    </message>
    <message>
        <source>Brows</source>
        <translation>眉毛</translation>
    </message>
    <message>
        <source>Brows and forehead; 0 keeps them as in the portrait</source>
        <translation>眉毛和额头；0 保持人像原样</translation>
    </message>
    <message>
        <source>This engine moves the face as a whole. The landmark engine can do it apart.</source>
        <translation>此引擎整体驱动面部。关键点引擎可以分别驱动。</translation>
    </message>
    <message>
        <source>Mirror the preview</source>
        <translation>镜像预览</translation>
    </message>
    <message>
        <source>Only you see it mirrored, as in a mirror</source>
        <translation>只有您看到的是镜像，如同照镜子</translation>
    </message>
    <message>
        <source>Mirror the output</source>
        <translation>镜像输出</translation>
    </message>
    <message>
        <source>Others see it mirrored too; writing is then reversed</source>
        <translation>别人看到的也是镜像；文字会左右颠倒</translation>
    </message>
    <message>
        <source>Mirror my movement</source>
        <translation>镜像我的动作</translation>
    </message>
    <message>
        <source>Turn to your left and the portrait turns to its left</source>
        <translation>您向左转，人像也向它的左边转</translation>
    </message>
    <message>
        <source>Coming nearer to the camera or leaning back does not change how large the head is</source>
        <translation>靠近或远离摄像头不会改变头部的大小</translation>
    </message>
    <message>
        <source>This engine always keeps the head&apos;s size</source>
        <translation>此引擎始终保持头部大小</translation>
    </message>
    <message>
        <source>Motion strength</source>
        <translation type="vanished">动作强度</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Write the new name here</source>
        <translation>在这里填写新名称</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Leave the name as it is</source>
        <translation>保持名称不变</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Take this name</source>
        <translation>使用此名称</translation>
    </message>
</context>
<context>
    <name>OpenFilmDialog</name>
    <message>
        <source>Open a film or stream</source>
        <translation>打开影片或网络流</translation>
    </message>
    <message>
        <source>Let a film or a stream drive the portrait</source>
        <translation>用影片或网络流驱动人像</translation>
    </message>
    <message>
        <source>A film plays in a loop. Streams begin with rtsp://, rtmp://, http://, https://, udp:// or srt://.</source>
        <translation>影片会循环播放。网络流以 rtsp://、rtmp://、http://、https://、udp:// 或 srt:// 开头。</translation>
    </message>
    <message>
        <source>File or address</source>
        <translation>文件或地址</translation>
    </message>
    <message>
        <source>The path of a film, or the address of a stream</source>
        <translation>影片的路径，或网络流的地址</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Look for a film on this computer</source>
        <translation>在这台电脑上查找影片</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Leave the camera as it is</source>
        <translation>保持当前的摄像头</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Let this drive the portrait</source>
        <translation>用它驱动人像</translation>
    </message>
    <message>
        <source>Films ({patterns});;All files (*)</source>
        <translation>影片 ({patterns});;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a film</source>
        <translation>选择影片</translation>
    </message>
    <message>
        <source>There is no such file, and it is not the address of a stream.</source>
        <translation>没有这个文件，它也不是网络流的地址。</translation>
    </message>
</context>
<context>
    <name>OrderWords</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>开始或停止</translation>
    </message>
    <message>
        <source>Talk while held</source>
        <translation>按住时说话</translation>
    </message>
    <message>
        <source>Take a profile</source>
        <translation>切换方案</translation>
    </message>
    <message>
        <source>Take an avatar</source>
        <translation>切换头像</translation>
    </message>
    <message>
        <source>Take a voice</source>
        <translation>切换音色</translation>
    </message>
    <message>
        <source>Strength of motion (knob)</source>
        <translation>动作强度（旋钮）</translation>
    </message>
    <message>
        <source>Strength of the voice (knob)</source>
        <translation>音色强度（旋钮）</translation>
    </message>
    <message>
        <source>Zoom (knob)</source>
        <translation>缩放（旋钮）</translation>
    </message>
</context>
<context>
    <name>OriginalPanel</name>
    <message>
        <source>Without disguise</source>
        <translation>不变声</translation>
    </message>
    <message>
        <source>Let my own voice through</source>
        <translation>让我自己的声音通过</translation>
    </message>
    <message>
        <source>Others hear your own voice until you switch this off or stop; it asks first</source>
        <translation>别人会听到您自己的声音，直到您关闭它或停止；开启前会先询问</translation>
    </message>
    <message>
        <source>Only while the performance runs</source>
        <translation>仅在表演进行时可用</translation>
    </message>
    <message>
        <source>Off. It is never on when you start.</source>
        <translation>已关闭。每次开始时它都不会开启。</translation>
    </message>
    <message>
        <source>On: everybody hears who you are.</source>
        <translation>已开启：所有人都能听出您是谁。</translation>
    </message>
    <message>
        <source>My own voice</source>
        <translation>我自己的声音</translation>
    </message>
    <message>
        <source>Let your own voice through?</source>
        <translation>要让您自己的声音通过吗？</translation>
    </message>
    <message>
        <source>Let it through</source>
        <translation>让它通过</translation>
    </message>
    <message>
        <source>Others hear your real voice until you switch this off or stop</source>
        <translation>别人会听到您真实的声音，直到您关闭它或停止</translation>
    </message>
    <message>
        <source>Stay disguised</source>
        <translation>继续伪装</translation>
    </message>
    <message>
        <source>Others go on hearing the chosen voice</source>
        <translation>别人继续听到所选的音色</translation>
    </message>
    <message>
        <source>Everybody who hears the output will hear your real voice, unchanged. A red badge stays on the preview; it ends when you switch it off or stop.</source>
        <translation>所有听到输出的人都会听到您未经改变的真实声音。预览上会一直显示红色标记；您关闭它或停止表演时结束。</translation>
    </message>
</context>
<context>
    <name>OutputPanel</name>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>显示文件</translation>
    </message>
    <message>
        <source>Open the folder with the newest recording</source>
        <translation>打开最新录制内容所在的文件夹</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Off. Call programs do not see the portrait.</source>
        <translation>已关闭。通话软件看不到人像。</translation>
    </message>
    <message>
        <source>Starts together with the performance.</source>
        <translation>随表演一起启动。</translation>
    </message>
    <message>
        <source>Not connected. Switch it off and on again to retry.</source>
        <translation>未连接。请关闭后重新打开再试。</translation>
    </message>
</context>
<context>
    <name>OutputsStep</name>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Where shall others see and hear you?</source>
        <translation>别人在哪里看到和听到您？</translation>
    </message>
    <message>
        <source>Call programs take the portrait from a virtual camera and the voice from a virtual microphone. To record only, you need neither.</source>
        <translation>通话软件从虚拟摄像头取得人像，从虚拟麦克风取得声音。只录制的话，两者都不需要。</translation>
    </message>
    <message>
        <source>Send the portrait to your call program as a camera</source>
        <translation>把人像作为摄像头送给通话软件</translation>
    </message>
    <message>
        <source>Send the portrait to it</source>
        <translation>把人像送到那里</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>Virtual microphone</source>
        <translation>虚拟麦克风</translation>
    </message>
</context>
<context>
    <name>OutputStates</name>
    <message>
        <source>Click to switch it off.</source>
        <translation>点击关闭。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Click to send the portrait to your call program.</source>
        <translation>点击把人像送往通话软件。</translation>
    </message>
    <message>
        <source>Waits for Start</source>
        <translation>等待开始</translation>
    </message>
    <message>
        <source>It could not be opened. Click to switch it off, and again to retry.</source>
        <translation>无法打开。点击关闭，再次点击重试。</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>On</source>
        <translation>已开启</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>The virtual microphone is being looked at.</source>
        <translation>正在检查虚拟麦克风。</translation>
    </message>
    <message>
        <source>Click to let nobody hear the voice.</source>
        <translation>点击后，别人将听不到声音。</translation>
    </message>
    <message>
        <source>Not open</source>
        <translation>未打开</translation>
    </message>
    <message>
        <source>On, {count} listening</source>
        <translation>已开启，{count} 个在听</translation>
    </message>
    <message>
        <source>The voice goes to {name}.</source>
        <translation>声音送往 {name}。</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>没有声音</translation>
    </message>
    <message>
        <source>The voice does not run. See the voice page.</source>
        <translation>声音没有运行。请看声音页面。</translation>
    </message>
    <message>
        <source>Others cannot hear you. Click to choose an output.</source>
        <translation>别人听不到您。点击选择输出。</translation>
    </message>
    <message>
        <source>Others cannot hear you. Click to send the voice to them.</source>
        <translation>别人听不到您。点击把声音送给他们。</translation>
    </message>
    <message>
        <source>Click to finish the recording.</source>
        <translation>点击结束录制。</translation>
    </message>
    <message>
        <source>Click to record what others see and hear.</source>
        <translation>点击录制别人看到和听到的内容。</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Start first, then record.</source>
        <translation>请先开始，再录制。</translation>
    </message>
</context>
<context>
    <name>OutputStrip</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>推流</translation>
    </message>
</context>
<context>
    <name>OwnVoiceDialog</name>
    <message>
        <source>Your own voice</source>
        <translation>您自己的声音</translation>
    </message>
    <message>
        <source>Teach the program your own voice</source>
        <translation>让程序认识您自己的声音</translation>
    </message>
    <message>
        <source>The converter learns your range: how deep and how high you speak, and the colour of your voice.</source>
        <translation>转换器会了解您的音域（有多低、有多高）以及您声音的特色。</translation>
    </message>
    <message>
        <source>With it the first word already fits; without it the first seconds do not.</source>
        <translation>学习之后，第一个字就合适；否则最初几秒并不合适。</translation>
    </message>
    <message>
        <source>Each voice in the list then shows how near it is to yours.</source>
        <translation>列表中的每个音色会显示它与您的声音有多接近。</translation>
    </message>
    <message>
        <source>Speak as you do in a call. Only what was measured is kept, on this computer; the sound stays in memory to compare engines with, until you close the program.</source>
        <translation>像通话时那样说话即可。只在这台电脑上保留测得的数据；录音只留在内存中，用于比较引擎，关闭程序后即消失。</translation>
    </message>
    <message>
        <source>Forget my voice</source>
        <translation>忘掉我的声音</translation>
    </message>
    <message>
        <source>Delete what was measured before</source>
        <translation>删除以前测得的数据</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close this; nothing is kept</source>
        <translation>关闭；不保留任何内容</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Keep what was measured</source>
        <translation>保留测得的数据</translation>
    </message>
    <message>
        <source>Record ten seconds of your voice first</source>
        <translation>请先录十秒您的声音</translation>
    </message>
</context>
<context>
    <name>PanicBar</name>
    <message>
        <source>Paused. Others see a still picture and hear nothing.</source>
        <translation>已暂停。别人看到静止画面、听不到声音。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Let others see and hear you again ({keys})</source>
        <translation>让别人重新看到和听到您 ({keys})</translation>
    </message>
</context>
<context>
    <name>PhraseBox</name>
    <message>
        <source>Now the person speaks these six words</source>
        <translation>现在请本人说出这六个词</translation>
    </message>
    <message>
        <source>Microphone level</source>
        <translation>麦克风音量</translation>
    </message>
    <message>
        <source>Speak now, without haste.</source>
        <translation>请现在说，不用着急。</translation>
    </message>
    <message>
        <source>Comparing the two recordings…</source>
        <translation>正在比较两段录音…</translation>
    </message>
    <message>
        <source>It is the same voice. Thank you.</source>
        <translation>是同一个声音。谢谢。</translation>
    </message>
    <message>
        <source>Record the voice first.</source>
        <translation>请先录制声音。</translation>
    </message>
    <message>
        <source>Nobody has these words on record: who can speak them is here and knows of it.</source>
        <translation>没有人事先录过这些词：能说出它们的人就在现场，并且知情。</translation>
    </message>
    <message>
        <source>Speak again</source>
        <translation>再说一次</translation>
    </message>
    <message>
        <source>Speak</source>
        <translation>说话</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Let the person speak the six words into the microphone</source>
        <translation>请本人对着麦克风说出这六个词</translation>
    </message>
    <message>
        <source>Record the voice first</source>
        <translation>请先录制声音</translation>
    </message>
</context>
<context>
    <name>PictureNumbers</name>
    <message>
        <source>fewer pictures in this window</source>
        <translation>减少本窗口的画面</translation>
    </message>
    <message>
        <source>face tracked every second frame</source>
        <translation>每隔一帧才追踪人脸</translation>
    </message>
    <message>
        <source>likeness of the voice not measured</source>
        <translation>不测量声音相似度</translation>
    </message>
    <message>
        <source>portrait drawn with less detail</source>
        <translation>人像绘制得较粗</translation>
    </message>
    <message>
        <source>Saving power: {measures}</source>
        <translation>正在节省运算：{measures}</translation>
    </message>
    <message>
        <source>The computer is busy; so that the picture stays steady:</source>
        <translation>电脑繁忙；为了让画面保持稳定：</translation>
    </message>
    <message>
        <source>This ends by itself when the computer has time again.</source>
        <translation>电脑空闲后会自动恢复。</translation>
    </message>
    <message>
        <source>Time from the camera to the finished portrait: of half of the pictures / of 95 of 100</source>
        <translation>从摄像头到人像完成的时间：一半画面 / 95% 的画面</translation>
    </message>
    <message>
        <source>Until the picture leaves: {half:.0f} ms, 95 of 100 within {most:.0f}, 99 within {all:.0f} ms</source>
        <translation>到画面送出为止：一半 {half:.0f} ms，95% 在 {most:.0f} ms 内，99% 在 {all:.0f} ms 内</translation>
    </message>
    <message>
        <source>Time between two pictures: even within {time:.0f} ms</source>
        <translation>相邻画面的间隔：波动在 {time:.0f} ms 以内</translation>
    </message>
    <message>
        <source>{count} dropped</source>
        <translation>丢帧 {count}</translation>
    </message>
    <message>
        <source>portrait slow</source>
        <translation>人像慢</translation>
    </message>
    <message>
        <source>camera slow</source>
        <translation>摄像头慢</translation>
    </message>
    <message>
        <source>recording slow</source>
        <translation>录制慢</translation>
    </message>
    <message>
        <source>window slow</source>
        <translation>窗口慢</translation>
    </message>
    <message>
        <source>the portrait was not ready for them</source>
        <translation>人像来不及处理</translation>
    </message>
    <message>
        <source>the virtual camera was not ready for them</source>
        <translation>虚拟摄像头来不及接收</translation>
    </message>
    <message>
        <source>this window was not ready for them</source>
        <translation>此窗口来不及显示</translation>
    </message>
    <message>
        <source>the recording was not ready for them</source>
        <translation>录制来不及接收</translation>
    </message>
    <message>
        <source>Pictures left out because newer ones were there</source>
        <translation>因已有更新的画面而略过的画面</translation>
    </message>
</context>
<context>
    <name>PreviewView</name>
    <message>
        <source>Avatar</source>
        <translation>头像</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>No picture comes</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>It goes on when the camera is back.</source>
        <translation>摄像头恢复后会继续。</translation>
    </message>
    <message>
        <source>The film appears here</source>
        <translation>影片会显示在这里</translation>
    </message>
    <message>
        <source>It drives the portrait.</source>
        <translation>由它驱动人像。</translation>
    </message>
    <message>
        <source>Your camera appears here</source>
        <translation>您的摄像头画面会显示在这里</translation>
    </message>
    <message>
        <source>Nobody else sees it.</source>
        <translation>别人看不到它。</translation>
    </message>
    <message>
        <source>Press Start</source>
        <translation>按“开始”</translation>
    </message>
    <message>
        <source>or the space bar, and the portrait moves like you.</source>
        <translation>或空格键，人像就会像您一样动起来。</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Opening the camera and preparing the portrait.</source>
        <translation>正在打开摄像头并准备人像。</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Finishing the recording…</source>
        <translation>正在完成录制…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>I cannot see a face: the still portrait is shown</source>
        <translation>看不到人脸：显示静止的人像</translation>
    </message>
    <message>
        <source>Several faces: I follow the marked one</source>
        <translation>有多张人脸：跟随标记的那张</translation>
    </message>
    <message>
        <source>Paused: a still picture, no sound</source>
        <translation>已暂停：静止画面，没有声音</translation>
    </message>
    <message>
        <source>Your own voice is heard</source>
        <translation>别人听到的是您自己的声音</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驱动画面</translation>
    </message>
</context>
<context>
    <name>ProfileBook</name>
    <message>
        <source>“{name}” is saved</source>
        <translation>“{name}”已保存</translation>
    </message>
    <message>
        <source>“{name}” is removed</source>
        <translation>已删除“{name}”</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ProfileButton</name>
    <message>
        <source>Save the changes to “{name}”</source>
        <translation>保存对“{name}”的更改</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Avatar, voice, controls and outputs under a name: take them all with one click</source>
        <translation>以一个名称保存的头像、音色、控制和输出：点一下即可全部切换</translation>
    </message>
    <message>
        <source>“{name}”, changed since. {tip}</source>
        <translation>“{name}”，之后有更改。{tip}</translation>
    </message>
    <message>
        <source>“{name}”. {tip}</source>
        <translation>“{name}”。{tip}</translation>
    </message>
    <message>
        <source>Profile: {name}</source>
        <translation>方案：{name}</translation>
    </message>
    <message>
        <source>changed since it was saved</source>
        <translation>保存后有更改</translation>
    </message>
</context>
<context>
    <name>ProfileMenu</name>
    <message>
        <source>No profiles yet</source>
        <translation>还没有方案</translation>
    </message>
</context>
<context>
    <name>ProfilesDialog</name>
    <message>
        <source>Profiles</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>A profile holds avatar, voice, controls and outputs under a name. Your camera and microphone stay as they are when you change profiles, also in a call.</source>
        <translation>方案以一个名称保存头像、音色、控制和输出。切换方案时您的摄像头和麦克风保持不变，通话中也可以切换。</translation>
    </message>
    <message>
        <source>None yet. Set everything as you like it, then press “Save as new…”.</source>
        <translation>还没有。请先设置好一切，然后按“另存为…”。</translation>
    </message>
    <message>
        <source>Double click: take it. F2: rename. Drag, or Alt and arrow keys: another place.</source>
        <translation>双击：使用。F2：重命名。拖动，或 Alt 加方向键：移动位置。</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Let the performance be as it says</source>
        <translation>让表演采用其中的设置</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Change its name in the list</source>
        <translation>更改它在列表中的名称</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Make a copy below it</source>
        <translation>在下方创建副本</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>It can be taken back</source>
        <translation>可以撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Everything is saved already</source>
        <translation>所有更改都已保存</translation>
    </message>
</context>
<context>
    <name>ProfileWords</name>
    <message>
        <source>virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>voice to others</source>
        <translation>给别人的声音</translation>
    </message>
    <message>
        <source>Avatar: {name}</source>
        <translation>头像：{name}</translation>
    </message>
    <message>
        <source>Voice: {name}</source>
        <translation>音色：{name}</translation>
    </message>
    <message>
        <source>Outputs: {names}</source>
        <translation>输出：{names}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>QualityList</name>
    <message>
        <source>Quality of the picture</source>
        <translation>图片质量</translation>
    </message>
    <message>
        <source>Looking at the picture…</source>
        <translation>正在查看图片…</translation>
    </message>
    <message>
        <source>{check}: good</source>
        <translation>{check}：良好</translation>
    </message>
    <message>
        <source>{check}: could be better</source>
        <translation>{check}：还能更好</translation>
    </message>
    <message>
        <source>{score} of 100</source>
        <translation>{score} / 100</translation>
    </message>
</context>
<context>
    <name>QualityWords</name>
    <message>
        <source>Very good picture</source>
        <translation>照片非常好</translation>
    </message>
    <message>
        <source>Good picture</source>
        <translation>照片不错</translation>
    </message>
    <message>
        <source>Usable, but it could be better</source>
        <translation>可以使用，但还能更好</translation>
    </message>
    <message>
        <source>It will not move well</source>
        <translation>动起来效果不会好</translation>
    </message>
    <message>
        <source>Size of the face</source>
        <translation>脸部大小</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>清晰度</translation>
    </message>
    <message>
        <source>Straight look</source>
        <translation>正视前方</translation>
    </message>
    <message>
        <source>Eyes open</source>
        <translation>眼睛睁开</translation>
    </message>
    <message>
        <source>Mouth closed</source>
        <translation>嘴闭合</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光线</translation>
    </message>
    <message>
        <source>Nothing in the way</source>
        <translation>没有遮挡</translation>
    </message>
    <message>
        <source>The face is only {n} pixels high; 200 or more are good.</source>
        <translation>脸部只有 {n} 像素高；200 以上为好。</translation>
    </message>
    <message>
        <source>Part of the face is cut off; show the whole head.</source>
        <translation>脸被裁掉了一部分；请露出整个头部。</translation>
    </message>
    <message>
        <source>There is little room round the head; hair and shoulders look better.</source>
        <translation>头部周围空间太小；露出头发和肩膀更好看。</translation>
    </message>
    <message>
        <source>The head is turned aside by {n} degrees; a straight look moves better.</source>
        <translation>头部侧转了 {n} 度；正视前方效果更好。</translation>
    </message>
    <message>
        <source>The head is tilted up or down by {n} degrees; hold the camera at eye height.</source>
        <translation>头部上下倾斜了 {n} 度；请让镜头与眼睛同高。</translation>
    </message>
    <message>
        <source>The head leans by {n} degrees; straighten the picture.</source>
        <translation>头部歪了 {n} 度；请把图片转正。</translation>
    </message>
    <message>
        <source>The eyes are nearly closed; take a picture with open eyes.</source>
        <translation>眼睛几乎闭着；请拍一张睁眼的照片。</translation>
    </message>
    <message>
        <source>The mouth is open; a closed mouth gives the best speech.</source>
        <translation>嘴张开着；闭嘴时说话效果最好。</translation>
    </message>
    <message>
        <source>The face looks blurred; take a sharper picture.</source>
        <translation>脸部看起来模糊；请拍一张更清晰的照片。</translation>
    </message>
    <message>
        <source>The face is dark; use more light.</source>
        <translation>脸部太暗；请增加光线。</translation>
    </message>
    <message>
        <source>The face is too bright; use less light.</source>
        <translation>脸部太亮；请减少光线。</translation>
    </message>
    <message>
        <source>The light comes from one side; light from the front looks better.</source>
        <translation>光线来自一侧；正面的光线更好看。</translation>
    </message>
    <message>
        <source>Something covers part of the face: a mask, a hand or hair.</source>
        <translation>脸被部分遮挡：口罩、手或头发。</translation>
    </message>
    <message>
        <source>The eyes cannot be seen; take off dark glasses.</source>
        <translation>看不到眼睛；请摘下墨镜。</translation>
    </message>
    <message>
        <source>{n} faces are in the picture; the largest is used. Crop the others away.</source>
        <translation>图片中有 {n} 张脸，将使用最大的一张。请裁掉其他的脸。</translation>
    </message>
</context>
<context>
    <name>QuickCard</name>
    <message>
        <source>New avatar</source>
        <translation>新建头像</translation>
    </message>
    <message>
        <source>Whose face is it? That is kept with the avatar.</source>
        <translation>这是谁的脸？回答会随头像一起保存。</translation>
    </message>
    <message>
        <source>Do not use this picture</source>
        <translation>不使用这张图片</translation>
    </message>
    <message>
        <source>Adjust…</source>
        <translation>调整…</translation>
    </message>
    <message>
        <source>Crop, straighten and cut out before it is used</source>
        <translation>使用前先裁剪、拉直和抠像</translation>
    </message>
    <message>
        <source>Another photo…</source>
        <translation>换一张照片…</translation>
    </message>
    <message>
        <source>Choose another picture file</source>
        <translation>选择其他图片文件</translation>
    </message>
    <message>
        <source>Looking for a face…</source>
        <translation>正在寻找人脸…</translation>
    </message>
    <message>
        <source>This picture cannot be used</source>
        <translation>这张图片无法使用</translation>
    </message>
    <message>
        <source>Making the avatar…</source>
        <translation>正在制作头像…</translation>
    </message>
</context>
<context>
    <name>RangeView</name>
    <message>
        <source>Range of your voice</source>
        <translation>您的音域</translation>
    </message>
    <message>
        <source>From your deepest to your highest speech; the mark is where you mostly speak</source>
        <translation>从您说话的最低音到最高音；刻度是您最常用的音高</translation>
    </message>
    <message>
        <source>{low:.0f} to {high:.0f} hertz</source>
        <translation>{low:.0f} 到 {high:.0f} 赫兹</translation>
    </message>
    <message>
        <source>deep</source>
        <translation>低沉</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
</context>
<context>
    <name>RecordStage</name>
    <message>
        <source>Microphone level</source>
        <translation>麦克风音量</translation>
    </message>
    <message>
        <source>“On a quiet morning I like to walk along the river, where the wind moves the tall grass and the first boats go out. I tell my friends what I have seen, now loudly, now calmly, and they always ask for more.”</source>
        <translation>“在安静的清晨，我喜欢沿着河边散步，微风吹动高高的青草，早起的小船正要出发。我把看到的讲给朋友们听，时而响亮，时而平静，他们总是还想再听。”</translation>
    </message>
    <message>
        <source>A text to read aloud</source>
        <translation>供朗读的文字</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>Hear a sentence spoken in this voice; only you hear it</source>
        <translation>试听用这个音色说的一句话；只有您能听到</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Record 10 seconds of speech</source>
        <translation>录制 10 秒语音</translation>
    </message>
    <message>
        <source>Press, and read this aloud</source>
        <translation>点击录音，然后朗读这段话</translation>
    </message>
    <message>
        <source>No microphone was found</source>
        <translation>未找到麦克风</translation>
    </message>
    <message>
        <source>It takes a microphone to record</source>
        <translation>需要麦克风才能录音</translation>
    </message>
    <message>
        <source>Connect one and open this again, or use a recording.</source>
        <translation>请连接麦克风后重新打开，或使用现成的录音。</translation>
    </message>
    <message>
        <source>{microphone}
Ten seconds are good, thirty are better.</source>
        <translation>{microphone}
十秒就不错，三十秒更好。</translation>
    </message>
    <message>
        <source>System microphone</source>
        <translation>系统麦克风</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录音</translation>
    </message>
    <message>
        <source>End the recording</source>
        <translation>结束录音</translation>
    </message>
    <message>
        <source>Opening the microphone…</source>
        <translation>正在打开麦克风…</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>正在聆听…</translation>
    </message>
    <message>
        <source>{seconds:.1f} s</source>
        <translation>{seconds:.1f} 秒</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>正在读取 {name}…</translation>
    </message>
    <message>
        <source>Listening to it again…</source>
        <translation>正在分析录音…</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>重新录音</translation>
    </message>
    <message>
        <source>Throw this recording away and record again</source>
        <translation>丢弃这段录音并重新录音</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>来自 {name}</translation>
    </message>
    <message>
        <source>the new voice</source>
        <translation>新音色</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Listen to this voice</source>
        <translation>试听这个音色</translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>Show only what has these letters in its name</source>
        <translation>只显示名称中含有这些文字的项目</translation>
    </message>
</context>
<context>
    <name>SessionModel</name>
    <message>
        <source>A part of the session does not end: {names}.</source>
        <translation>有一部分没有结束：{names}。</translation>
    </message>
    <message>
        <source>Restart the program if a device stays busy.</source>
        <translation>如果设备一直被占用，请重新启动程序。</translation>
    </message>
    <message>
        <source>Centred. Look straight at the camera with a calm face for a moment.</source>
        <translation>已校准。请以平静的表情正视摄像头片刻。</translation>
    </message>
    <message>
        <source>The session ended unexpectedly.</source>
        <translation>表演意外结束。</translation>
    </message>
</context>
<context>
    <name>ShelfTasks</name>
    <message>
        <source>“{name}” belongs to the program</source>
        <translation>“{name}”是程序自带的</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>删除“{name}”</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>“{name}” belongs to the program and stays</source>
        <translation>“{name}”是程序自带的，不能删除</translation>
    </message>
    <message>
        <source>“{name}” is removed</source>
        <translation>已删除“{name}”</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>“{name}” belongs to the program and keeps its name</source>
        <translation>“{name}”是程序自带的，不能改名</translation>
    </message>
    <message>
        <source>“{old}” is called “{new}” now</source>
        <translation>“{old}”已改名为“{new}”</translation>
    </message>
    <message>
        <source>Exported: {name}</source>
        <translation>已导出：{name}</translation>
    </message>
    <message>
        <source>“{name}” is ready</source>
        <translation>“{name}”已就绪</translation>
    </message>
</context>
<context>
    <name>ShelfView</name>
    <message>
        <source>My own order</source>
        <translation>自定义顺序</translation>
    </message>
    <message>
        <source>Used last first</source>
        <translation>最近使用优先</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
</context>
<context>
    <name>SoundOutputPanel</name>
    <message>
        <source>Voice output</source>
        <translation>声音输出</translation>
    </message>
    <message>
        <source>System output</source>
        <translation>系统输出</translation>
    </message>
    <message>
        <source>Where others hear the voice: a virtual cable that your call program takes as its microphone</source>
        <translation>别人在哪里听到声音：通话软件用作麦克风的虚拟声卡</translation>
    </message>
    <message>
        <source>Nowhere: only recorded</source>
        <translation>无：只用于录制</translation>
    </message>
    <message>
        <source>Voice level</source>
        <translation>声音音量</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Where you hear the converted voice yourself; use headphones</source>
        <translation>您自己在哪里听到转换后的声音；请使用耳机</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Hear it myself</source>
        <translation>自己也能听到</translation>
    </message>
    <message>
        <source>With loudspeakers the microphone would hear it too; use headphones.</source>
        <translation>使用扬声器时麦克风也会收到声音；请使用耳机。</translation>
    </message>
    <message>
        <source>Others cannot hear you. There is no virtual microphone yet.</source>
        <translation>别人听不到您。还没有虚拟麦克风。</translation>
    </message>
    <message>
        <source>Others cannot hear you. Choose the cable that your call program listens to.</source>
        <translation>别人听不到您。请选择通话软件所收听的虚拟声卡。</translation>
    </message>
    <message>
        <source>It is not open. Choose it again to retry.</source>
        <translation>未能打开。请重新选择再试。</translation>
    </message>
    <message>
        <source>Call programs hear the voice as “Likeness Microphone”.</source>
        <translation>通话软件会在“Likeness Microphone”中听到声音。</translation>
    </message>
    <message>
        <source>Sent to {name}. Take its other end as the microphone of your call program.</source>
        <translation>送往 {name}。请在通话软件中选择它的另一端作为麦克风。</translation>
    </message>
    <message>
        <source>Take the other end of this cable as the microphone of your call program.</source>
        <translation>请在通话软件中选择这个虚拟声卡的另一端作为麦克风。</translation>
    </message>
    <message>
        <source>This is a loudspeaker: people near it hear the voice, call programs do not.</source>
        <translation>这是扬声器：附近的人能听到声音，通话软件听不到。</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>What the session is doing</source>
        <translation>当前的工作状态</translation>
    </message>
    <message>
        <source>Whether your face is seen</source>
        <translation>是否看到您的脸</translation>
    </message>
    <message>
        <source>Pictures per second that leave</source>
        <translation>每秒送出的画面数</translation>
    </message>
    <message>
        <source>Time from the camera to the finished portrait: of half of the pictures / of 95 of 100</source>
        <translation>从摄像头到人像完成的时间：一半画面 / 95% 的画面</translation>
    </message>
    <message>
        <source>Pictures left out because newer ones were there</source>
        <translation>因已有更新的画面而略过的画面</translation>
    </message>
    <message>
        <source>What moves the portrait, where it computes, and the size of the picture</source>
        <translation>驱动人像的引擎、运算设备和画面尺寸</translation>
    </message>
    <message>
        <source>How much later the voice leaves than the picture; both wait for each other</source>
        <translation>声音比画面晚多少送出；两者互相等待</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Stopped by an error</source>
        <translation>因出错而停止</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Landmarks on the processor</source>
        <translation>关键点，运行于处理器</translation>
    </message>
    <message>
        <source>First-order motion engine</source>
        <translation>一阶运动引擎</translation>
    </message>
    <message>
        <source>First-order motion by {place}</source>
        <translation>一阶运动，运行于 {place}</translation>
    </message>
    <message>
        <source>Face seen</source>
        <translation>已看到人脸</translation>
    </message>
    <message>
        <source>No face</source>
        <translation>没有人脸</translation>
    </message>
    <message>
        <source>{fps:.0f} fps</source>
        <translation>{fps:.0f} 帧/秒</translation>
    </message>
    <message>
        <source>{p50:.0f} / {p95:.0f} ms delay</source>
        <translation>延迟 {p50:.0f} / {p95:.0f} ms</translation>
    </message>
    <message>
        <source>A/V {offset:+.0f} ms</source>
        <translation>声画 {offset:+.0f} ms</translation>
    </message>
    <message>
        <source>Landmark engine on the processor</source>
        <translation type="vanished">关键点引擎，运行于处理器</translation>
    </message>
    <message>
        <source>{count} dropped</source>
        <translation type="vanished">丢帧 {count}</translation>
    </message>
</context>
<context>
    <name>StepButton</name>
    <message>
        <source>seen</source>
        <translation>已看过</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>Go to this step</source>
        <translation>转到这一步</translation>
    </message>
</context>
<context>
    <name>StreamDialog</name>
    <message>
        <source>Stream</source>
        <translation>推流</translation>
    </message>
    <message>
        <source>From your streaming service: rtmp:// or rtmps://. For a program of your own: udp:// or tcp://</source>
        <translation>来自直播平台：rtmp:// 或 rtmps://。发给自己的程序：udp:// 或 tcp://</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>A secret: whoever has it can stream in your name</source>
        <translation>这是秘密：谁有它，谁就能以你的名义直播</translation>
    </message>
    <message>
        <source>Stream key</source>
        <translation>推流密钥</translation>
    </message>
    <message>
        <source>Kept in the settings file, which only you can read; else it is forgotten when you quit</source>
        <translation>保存在只有你能读取的设置文件中；否则退出时就会忘记</translation>
    </message>
    <message>
        <source>Remember the key on this computer</source>
        <translation>在这台电脑上记住密钥</translation>
    </message>
    <message>
        <source>Stream picture and voice</source>
        <translation>推送画面和声音</translation>
    </message>
    <message>
        <source>Take address and stream key from your streaming service, where it lets you go live. The stream carries what calls see and hear; a pause hides you there, too.</source>
        <translation>请在直播平台的开播页面找到推流地址和推流密钥。推流的内容与通话中别人看到和听到的相同；暂停时那里同样看不到、听不到你。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>More is sharper and needs a faster way up; half of what your line can send is safe</source>
        <translation>数值越大越清晰，需要的上传速度也越高；用上行带宽的一半比较稳妥</translation>
    </message>
    <message>
        <source>Automatic: {rate:.1f} Mbit/s</source>
        <translation>自动：{rate:.1f} Mbit/s</translation>
    </message>
    <message>
        <source>{rate:.1f} Mbit/s</source>
        <translation>{rate:.1f} Mbit/s</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Leave the stream as it is</source>
        <translation>推流保持不变</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>开始直播</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Send picture and voice there from now on</source>
        <translation>从现在起把画面和声音发送到那里</translation>
    </message>
    <message>
        <source>Keep this for when you start and click Stream</source>
        <translation>先保存，等开始并点击“推流”时使用</translation>
    </message>
</context>
<context>
    <name>StreamPanel</name>
    <message>
        <source>Stream</source>
        <translation>推流</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Say where the stream goes, with which key, and how sharp it is</source>
        <translation>设置推流的地址、密钥和清晰度</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>直播中</translation>
    </message>
</context>
<context>
    <name>StreamStates</name>
    <message>
        <source>Click to end the stream.</source>
        <translation>点击结束推流。</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Again in {seconds} s</source>
        <translation>{seconds} 秒后重试</translation>
    </message>
    <message>
        <source>Click to try again.</source>
        <translation>点击重试。</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Click to say where the stream goes.</source>
        <translation>点击设置推流地址。</translation>
    </message>
    <message>
        <source>Start first, then stream. Click to change the address.</source>
        <translation>先开始，再推流。点击修改地址。</translation>
    </message>
    <message>
        <source>Click to send picture and voice to your streaming service.</source>
        <translation>点击把画面和声音发送到直播平台。</translation>
    </message>
    <message>
        <source>Live for {time}, {rate:.1f} Mbit/s, to {address}.</source>
        <translation>已直播 {time}，{rate:.1f} Mbit/s，发送到 {address}。</translation>
    </message>
    <message>
        <source>{count} pictures left out, the network is slow.</source>
        <translation>网络较慢，略过了 {count} 帧画面。</translation>
    </message>
    <message>
        <source>Connecting to {address}…</source>
        <translation>正在连接 {address}…</translation>
    </message>
    <message>
        <source>Reconnecting in {seconds} s.</source>
        <translation>{seconds} 秒后重新连接。</translation>
    </message>
    <message>
        <source>Reconnecting now.</source>
        <translation>正在重新连接。</translation>
    </message>
</context>
<context>
    <name>StudioDialog</name>
    <message>
        <source>Edit “{name}”</source>
        <translation>编辑“{name}”</translation>
    </message>
    <message>
        <source>New avatar</source>
        <translation>新建头像</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Crop and straighten, and see how good it is</source>
        <translation>裁剪和拉直，并查看效果如何</translation>
    </message>
    <message>
        <source>Cut-out</source>
        <translation>抠像</translation>
    </message>
    <message>
        <source>Correct what belongs to the person</source>
        <translation>修正哪些部分属于人物</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Name, consent and licence</source>
        <translation>名称、授权和许可</translation>
    </message>
    <message>
        <source>Take back (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Do again (Ctrl+Shift+Z)</source>
        <translation>重做 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close the studio; the avatar stays as it was</source>
        <translation>关闭工作室；头像保持原样</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add avatar</source>
        <translation>添加头像</translation>
    </message>
    <message>
        <source>Still to fill in: {fields}.</source>
        <translation>还需填写：{fields}。</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Go on to the name and the consent</source>
        <translation>继续填写名称和授权</translation>
    </message>
    <message>
        <source>Keep the avatar and take it</source>
        <translation>保存头像并使用</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃更改</translation>
    </message>
</context>
<context>
    <name>SyncPanel</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Keep voice and lips in step</source>
        <translation>声音与口型同步</translation>
    </message>
    <message>
        <source>The faster of the two waits for the slower; off: both leave as soon as they can</source>
        <translation>较快的一方等待较慢的一方；关闭时两者都尽快送出</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>To the right the voice is later, to the left earlier, in milliseconds</source>
        <translation>向右声音更晚，向左更早，单位为毫秒</translation>
    </message>
    <message>
        <source>{time:+.0f} ms</source>
        <translation>{time:+.0f} ms</translation>
    </message>
    <message>
        <source>0 ms</source>
        <translation>0 ms</translation>
    </message>
    <message>
        <source>Keep the picture steady</source>
        <translation>保持画面稳定</translation>
    </message>
    <message>
        <source>When the computer is busy, less is computed, so that pictures go on leaving in time</source>
        <translation>电脑繁忙时减少运算，让画面继续按时送出</translation>
    </message>
    <message>
        <source>Show advanced settings</source>
        <translation>显示高级设置</translation>
    </message>
    <message>
        <source>Voice and picture in step, and what happens when the computer is busy or locked</source>
        <translation>声画同步，以及电脑繁忙或锁定时的做法</translation>
    </message>
    <message>
        <source>Now the voice leaves {time:.0f} ms after the picture.</source>
        <translation>现在声音比画面晚 {time:.0f} ms 送出。</translation>
    </message>
    <message>
        <source>Now the voice leaves {time:.0f} ms before the picture.</source>
        <translation>现在声音比画面早 {time:.0f} ms 送出。</translation>
    </message>
    <message>
        <source>People notice a voice that is early sooner than one that is late.</source>
        <translation>声音偏早比偏晚更容易被人察觉。</translation>
    </message>
    <message>
        <source>Voice and picture in step, and what happens when the computer is busy</source>
        <translation type="vanished">声画同步，以及电脑繁忙时的做法</translation>
    </message>
</context>
<context>
    <name>TakeResult</name>
    <message>
        <source>Likeness to itself</source>
        <translation>自身一致度</translation>
    </message>
    <message>
        <source>How alike its two halves sound: one person measures 90 or more</source>
        <translation>录音前后两半听起来有多像：同一个人会在 90 以上</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>Seconds of speech without the pauses</source>
        <translation>除去停顿的语音秒数</translation>
    </message>
    <message>
        <source>Clarity</source>
        <translation>清晰度</translation>
    </message>
    <message>
        <source>How far the voice stands out from the noise behind it</source>
        <translation>人声比背景噪声高出多少</translation>
    </message>
    <message>
        <source>A good recording</source>
        <translation>良好的录音</translation>
    </message>
    <message>
        <source>A usable recording</source>
        <translation>可以使用的录音</translation>
    </message>
    <message>
        <source>It will do, but it could be much better</source>
        <translation>可以用，但还能好很多</translation>
    </message>
    <message>
        <source>It cannot be used</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>{seconds:.0f} s</source>
        <translation>{seconds:.0f} 秒</translation>
    </message>
    <message>
        <source>{level:.0f} dB</source>
        <translation>{level:.0f} dB</translation>
    </message>
    <message>
        <source>Nothing to improve.</source>
        <translation>没有需要改进的地方。</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>monitor</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>avatars</source>
        <translation>头像</translation>
    </message>
    <message>
        <source>voices</source>
        <translation>音色</translation>
    </message>
    <message>
        <source>name an avatar or a picture file</source>
        <translation>请指定一个头像或图片文件</translation>
    </message>
    <message>
        <source>{0}: no such avatar or picture</source>
        <translation>{0}：没有这个头像或图片</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>did you mean &apos;{0}&apos;?</source>
        <translation>您是指“{0}”吗？</translation>
    </message>
    <message>
        <source>`likeness avatars list` shows what there is</source>
        <translation>用 `likeness avatars list` 可查看现有头像</translation>
    </message>
    <message>
        <source>no face was found in this picture</source>
        <translation>这张图片中未找到人脸</translation>
    </message>
    <message>
        <source>choose one that shows a human-like face from the front, large and with even light</source>
        <translation>请选择正面、脸部较大、光线均匀的人脸图片</translation>
    </message>
    <message>
        <source>{0} faces are in the picture and the largest is used; crop the others</source>
        <translation>图片中有 {0} 张脸，将使用最大的一张；请裁掉其他的脸</translation>
    </message>
    <message>
        <source>the face is only {0} pixels high; use a picture with a larger face (200 or more)</source>
        <translation>脸部只有 {0} 像素高；请使用脸部更大的图片（200 像素以上）</translation>
    </message>
    <message>
        <source>part of the face is cut off; use a picture with the whole head</source>
        <translation>脸被裁掉了一部分；请使用包含整个头部的图片</translation>
    </message>
    <message>
        <source>there is little room round the head; a picture with hair and shoulders is better</source>
        <translation>头部周围空间太小；最好使用包含头发和肩膀的图片</translation>
    </message>
    <message>
        <source>the head is turned aside by {0} degrees; a frontal picture moves better</source>
        <translation>头部侧转了 {0} 度；正面的图片效果更好</translation>
    </message>
    <message>
        <source>the head is tilted up or down by {0} degrees; the camera should be at eye height</source>
        <translation>头部上下倾斜了 {0} 度；拍摄时镜头应与眼睛同高</translation>
    </message>
    <message>
        <source>the head leans by {0} degrees; turn the picture upright</source>
        <translation>头部歪了 {0} 度；请把图片转正</translation>
    </message>
    <message>
        <source>the eyes are nearly closed; use a picture with open eyes</source>
        <translation>眼睛几乎闭着；请使用睁眼的图片</translation>
    </message>
    <message>
        <source>the mouth is open; a relaxed, closed mouth gives the best speech</source>
        <translation>嘴张开着；嘴部放松闭合时说话效果最好</translation>
    </message>
    <message>
        <source>the face looks blurred; use a sharper picture</source>
        <translation>脸部看起来模糊；请使用更清晰的图片</translation>
    </message>
    <message>
        <source>the face is dark; use more light</source>
        <translation>脸部太暗；请增加光线</translation>
    </message>
    <message>
        <source>the face is overexposed; use less light</source>
        <translation>脸部过曝；请减少光线</translation>
    </message>
    <message>
        <source>the light comes from one side; even light from the front looks better</source>
        <translation>光线来自一侧；从正面照来的均匀光线效果更好</translation>
    </message>
    <message>
        <source>something covers part of the face; use a picture without mask, hand or hair before it</source>
        <translation>脸被部分遮挡；请使用脸前没有口罩、手或头发的图片</translation>
    </message>
    <message>
        <source>the eyes cannot be seen; use a picture without dark glasses</source>
        <translation>看不到眼睛；请使用没有墨镜的图片</translation>
    </message>
    <message>
        <source>use a larger picture of it</source>
        <translation>请使用更大的图片</translation>
    </message>
    <message>
        <source>{0}: the face is only {1} pixels high</source>
        <translation>{0}：脸部只有 {1} 像素高</translation>
    </message>
    <message>
        <source>change it first</source>
        <translation>请先修改</translation>
    </message>
    <message>
        <source>{0}: nothing has been changed</source>
        <translation>{0}：没有任何改动</translation>
    </message>
    <message>
        <source>look at its permissions</source>
        <translation>请检查它的权限</translation>
    </message>
    <message>
        <source>{0}: cannot be written ({1})</source>
        <translation>{0}：无法写入 ({1})</translation>
    </message>
    <message>
        <source>add it again from its picture</source>
        <translation>请用原图片重新添加</translation>
    </message>
    <message>
        <source>{0}: not among the removed avatars</source>
        <translation>{0}：不在已删除的头像中</translation>
    </message>
    <message>
        <source>remove that one first</source>
        <translation>请先删除它</translation>
    </message>
    <message>
        <source>{0}: there is a new avatar of this id</source>
        <translation>{0}：已有同名标识的新头像</translation>
    </message>
    <message>
        <source>avatar {0} belongs to the program</source>
        <translation>头像 {0} 是程序自带的</translation>
    </message>
    <message>
        <source>only avatars you have added can be changed or removed</source>
        <translation>只能更改或删除您自己添加的头像</translation>
    </message>
    <message>
        <source>{0}: no such avatar of yours</source>
        <translation>{0}：您没有这个头像</translation>
    </message>
    <message>
        <source>{0} is no avatar id</source>
        <translation>{0} 不是头像标识</translation>
    </message>
    <message>
        <source>an avatar&apos;s name has 1 to {0} characters, not {1}</source>
        <translation>头像名称须为 1 到 {0} 个字符，而不是 {1} 个</translation>
    </message>
    <message>
        <source>choose another</source>
        <translation>请换一个</translation>
    </message>
    <message>
        <source>avatar.toml is missing</source>
        <translation>缺少 avatar.toml</translation>
    </message>
    <message>
        <source>avatar.toml cannot be read ({0})</source>
        <translation>无法读取 avatar.toml ({0})</translation>
    </message>
    <message>
        <source>there is no portrait.png or portrait.jpg</source>
        <translation>没有 portrait.png 或 portrait.jpg</translation>
    </message>
    <message>
        <source>avatar.toml has no [consent]</source>
        <translation>avatar.toml 中没有 [consent]</translation>
    </message>
    <message>
        <source>the date of the consent is missing or not a date</source>
        <translation>缺少授权日期，或它不是日期</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is missing in avatar.toml or no text</source>
        <translation>avatar.toml 中缺少“{0}”，或它不是文本</translation>
    </message>
    <message>
        <source>avatar {0}: {1}</source>
        <translation>头像 {0}：{1}</translation>
    </message>
    <message>
        <source>mend or remove {0}</source>
        <translation>请修复或删除 {0}</translation>
    </message>
    <message>
        <source>left cheek</source>
        <translation>左脸颊</translation>
    </message>
    <message>
        <source>right cheek</source>
        <translation>右脸颊</translation>
    </message>
    <message>
        <source>use a file that `likeness avatars export` has made (NAME{0})</source>
        <translation>请使用 `likeness avatars export` 生成的文件（NAME{0}）</translation>
    </message>
    <message>
        <source>add it as an avatar first</source>
        <translation>请先把它添加为头像</translation>
    </message>
    <message>
        <source>{0}: a mere picture cannot be exported</source>
        <translation>{0}：单纯的图片无法导出</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>请选择其他文件夹</translation>
    </message>
    <message>
        <source>free some space and try again</source>
        <translation>请腾出一些空间后重试</translation>
    </message>
    <message>
        <source>{0}: cannot be added ({1})</source>
        <translation>{0}：无法添加 ({1})</translation>
    </message>
    <message>
        <source>too large for an avatar</source>
        <translation>对头像来说太大</translation>
    </message>
    <message>
        <source>packed in an unusual way</source>
        <translation>打包方式不寻常</translation>
    </message>
    <message>
        <source>check the name and the folder</source>
        <translation>请检查名称和文件夹</translation>
    </message>
    <message>
        <source>no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>a folder, not an avatar&apos;s file</source>
        <translation>这是文件夹，不是头像文件</translation>
    </message>
    <message>
        <source>not an avatar&apos;s file, or damaged ({0})</source>
        <translation>不是头像文件，或已损坏 ({0})</translation>
    </message>
    <message>
        <source>consent statement</source>
        <translation>授权声明</translation>
    </message>
    <message>
        <source>avatar {0}: the {1} is empty</source>
        <translation>头像 {0}：{1}为空</translation>
    </message>
    <message>
        <source>state the {0} of the picture</source>
        <translation>请注明图片的{0}</translation>
    </message>
    <message>
        <source>avatar {0}: cannot be written to {1} ({2})</source>
        <translation>头像 {0}：无法写入 {1} ({2})</translation>
    </message>
    <message>
        <source>free some space there</source>
        <translation>请在那里腾出一些空间</translation>
    </message>
    <message>
        <source>avatar {0}: cannot be written ({1})</source>
        <translation>头像 {0}：无法写入 ({1})</translation>
    </message>
    <message>
        <source>opening was given up by the {0} process</source>
        <translation>{0} 进程放弃了打开</translation>
    </message>
    <message>
        <source>start again</source>
        <translation>请重新开始</translation>
    </message>
    <message>
        <source>the {0} process did not answer in {1} s</source>
        <translation>{0} 进程在 {1} 秒内没有响应</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>请重试</translation>
    </message>
    <message>
        <source>the {0} process is not running</source>
        <translation>{0} 进程没有运行</translation>
    </message>
    <message>
        <source>the {0} process ended unexpectedly (status {1})</source>
        <translation>{0} 进程意外结束（状态 {1}）</translation>
    </message>
    <message>
        <source>the {0} process hangs (silent for {1} s)</source>
        <translation>{0} 进程卡住了（{1} 秒没有响应）</translation>
    </message>
    <message>
        <source>a mistake in the program ({0})</source>
        <translation>程序内部出错 ({0})</translation>
    </message>
    <message>
        <source>see the log, and please report it</source>
        <translation>请查看日志并反馈此问题</translation>
    </message>
    <message>
        <source>free some space; what was recorded until now plays</source>
        <translation>请腾出一些空间；到目前为止录制的内容可以播放</translation>
    </message>
    <message>
        <source>the disk is full: {0} ends here</source>
        <translation>磁盘已满：{0} 到此为止</translation>
    </message>
    <message>
        <source>{0} may not be written</source>
        <translation>不允许写入 {0}</translation>
    </message>
    <message>
        <source>choose another folder or size</source>
        <translation>请选择其他文件夹或尺寸</translation>
    </message>
    <message>
        <source>writing {0} failed: {1}</source>
        <translation>写入 {0} 失败：{1}</translation>
    </message>
    <message>
        <source>no answer in {0} s</source>
        <translation>{0} 秒内没有响应</translation>
    </message>
    <message>
        <source>cannot read {0}: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
    <message>
        <source>check the address and that the sender is running</source>
        <translation>请检查地址以及发送端是否在运行</translation>
    </message>
    <message>
        <source>convert it to FLAC or WAV</source>
        <translation>请转换为 FLAC 或 WAV</translation>
    </message>
    <message>
        <source>convert it to H.264 in an MP4 file</source>
        <translation>请转换为 H.264 编码的 MP4 文件</translation>
    </message>
    <message>
        <source>{0} uses a coding that is not supported</source>
        <translation>{0} 使用了不支持的编码</translation>
    </message>
    <message>
        <source>change its permissions or choose another file</source>
        <translation>请更改它的权限，或选择其他文件</translation>
    </message>
    <message>
        <source>{0} may not be read</source>
        <translation>不允许读取 {0}</translation>
    </message>
    <message>
        <source>{0} is no sound or film that can be read, or it is damaged</source>
        <translation>{0} 不是可读取的音频或影片，或已损坏</translation>
    </message>
    <message>
        <source>choose another file, or convert this one to WAV</source>
        <translation>请选择其他文件，或把它转换为 WAV</translation>
    </message>
    <message>
        <source>{0} is no film or picture that can be read, or it is damaged</source>
        <translation>{0} 不是可读取的影片或图片，或已损坏</translation>
    </message>
    <message>
        <source>choose another file, or convert this one to H.264 in an MP4 file</source>
        <translation>请选择其他文件，或把它转换为 H.264 编码的 MP4 文件</translation>
    </message>
    <message>
        <source>choose a film or a picture</source>
        <translation>请选择影片或图片</translation>
    </message>
    <message>
        <source>choose another file</source>
        <translation>请选择其他文件</translation>
    </message>
    <message>
        <source>{0} holds no moving picture</source>
        <translation>{0} 中没有动态画面</translation>
    </message>
    <message>
        <source>choose a file with speech</source>
        <translation>请选择含有语音的文件</translation>
    </message>
    <message>
        <source>{0} holds no sound</source>
        <translation>{0} 中没有声音</translation>
    </message>
    <message>
        <source>make it smaller first</source>
        <translation>请先把它缩小</translation>
    </message>
    <message>
        <source>{0} is too large ({1} x {2} pixels)</source>
        <translation>{0} 太大（{1} x {2} 像素）</translation>
    </message>
    <message>
        <source>a picture coded as {0} does not fit into a {1} file</source>
        <translation>{0} 编码的画面不能放进 {1} 文件</translation>
    </message>
    <message>
        <source>convert the film to H.264 first</source>
        <translation>请先把影片转换为 H.264</translation>
    </message>
    <message>
        <source>give the output a name that ends in .mkv, or {0}</source>
        <translation>请让输出文件名以 .mkv 结尾，或{0}</translation>
    </message>
    <message>
        <source>sound output</source>
        <translation>声音输出</translation>
    </message>
    <message>
        <source>the {0} {1} has not moved for {2} s</source>
        <translation>{0} {1} 已有 {2} 秒没有动静</translation>
    </message>
    <message>
        <source>connect it again, or restart the sound system</source>
        <translation>请重新连接，或重新启动声音系统</translation>
    </message>
    <message>
        <source>install the program again</source>
        <translation>请重新安装程序</translation>
    </message>
    <message>
        <source>run: sudo apt-get install libportaudio2</source>
        <translation>请运行：sudo apt-get install libportaudio2</translation>
    </message>
    <message>
        <source>sound cannot be used: {0}</source>
        <translation>无法使用声音：{0}</translation>
    </message>
    <message>
        <source>check the sound system</source>
        <translation>请检查声音系统</translation>
    </message>
    <message>
        <source>close that program, or choose another device</source>
        <translation>请关闭那个程序，或选择其他设备</translation>
    </message>
    <message>
        <source>{0} is in use by another program</source>
        <translation>{0} 正被其他程序占用</translation>
    </message>
    <message>
        <source>connect it again, or choose another device</source>
        <translation>请重新连接，或选择其他设备</translation>
    </message>
    <message>
        <source>{0} has gone</source>
        <translation>{0} 已断开</translation>
    </message>
    <message>
        <source>check the sound settings of the system, or choose another device</source>
        <translation>请检查系统的声音设置，或选择其他设备</translation>
    </message>
    <message>
        <source>{0} cannot be opened ({1})</source>
        <translation>无法打开 {0} ({1})</translation>
    </message>
    <message>
        <source>the picture of {0} does not fit into {1}</source>
        <translation>{0} 的画面不能放进 {1}</translation>
    </message>
    <message>
        <source>free some space or choose another disk</source>
        <translation>请腾出一些空间，或选择其他磁盘</translation>
    </message>
    <message>
        <source>the disk is full: {0} could not be completed</source>
        <translation>磁盘已满：{0} 未能完成</translation>
    </message>
    <message>
        <source>choose another kind of file</source>
        <translation>请选择其他类型的文件</translation>
    </message>
    <message>
        <source>check the address and the network connection</source>
        <translation>请检查地址和网络连接</translation>
    </message>
    <message>
        <source>there is no computer called {0}</source>
        <translation>没有名为 {0} 的计算机</translation>
    </message>
    <message>
        <source>use rtmp://, rtmps://, udp:// or tcp://</source>
        <translation>请使用 rtmp://、rtmps://、udp:// 或 tcp://</translation>
    </message>
    <message>
        <source>{0}:// is not known to the video library in use</source>
        <translation>所用的视频库不支持 {0}://</translation>
    </message>
    <message>
        <source>check the network connection</source>
        <translation>请检查网络连接</translation>
    </message>
    <message>
        <source>{0} takes the stream no longer</source>
        <translation>{0} 不再接收推流</translation>
    </message>
    <message>
        <source>check the receiver and the network connection</source>
        <translation>请检查接收端和网络连接</translation>
    </message>
    <message>
        <source>{0} has hung up</source>
        <translation>{0} 断开了连接</translation>
    </message>
    <message>
        <source>check the address, and start the receiver first</source>
        <translation>请检查地址，并先启动接收端</translation>
    </message>
    <message>
        <source>nobody listens at {0}</source>
        <translation>{0} 没有接收端</translation>
    </message>
    <message>
        <source>{0} cannot be reached</source>
        <translation>无法连接 {0}</translation>
    </message>
    <message>
        <source>check address and stream key, or ask for its certificate</source>
        <translation>请检查地址和推流密钥，或询问对方的证书是否有效</translation>
    </message>
    <message>
        <source>{0} has refused the stream</source>
        <translation>{0} 拒绝了推流</translation>
    </message>
    <message>
        <source>check address and stream key</source>
        <translation>请检查地址和推流密钥</translation>
    </message>
    <message>
        <source>write SOURCE=COMMAND: midi note 1 60=mute toggle</source>
        <translation>请写成 来源=命令：midi note 1 60=mute toggle</translation>
    </message>
    <message>
        <source>{0} binds nothing</source>
        <translation>{0} 没有绑定任何内容</translation>
    </message>
    <message>
        <source>remove it, or set LIKENESS_HOME and TMPDIR</source>
        <translation>请删除它，或设置 LIKENESS_HOME 和 TMPDIR</translation>
    </message>
    <message>
        <source>{0} can be reached by others</source>
        <translation>其他人可以访问 {0}</translation>
    </message>
    <message>
        <source>restart Likeness</source>
        <translation>请重新启动 Likeness</translation>
    </message>
    <message>
        <source>{0} cannot be opened: {1}</source>
        <translation>无法打开 {0}：{1}</translation>
    </message>
    <message>
        <source>the door is closed</source>
        <translation>控制通道已关闭</translation>
    </message>
    <message>
        <source>another Likeness of yours takes the orders of `likeness ctl` already</source>
        <translation>您的另一个 Likeness 已经在接收 `likeness ctl` 的命令</translation>
    </message>
    <message>
        <source>close the other one</source>
        <translation>请关闭另一个</translation>
    </message>
    <message>
        <source>start it with `likeness gui` or `likeness live --headless`</source>
        <translation>请用 `likeness gui` 或 `likeness live --headless` 启动</translation>
    </message>
    <message>
        <source>Likeness is not running</source>
        <translation>Likeness 没有运行</translation>
    </message>
    <message>
        <source>Likeness does not answer</source>
        <translation>Likeness 没有响应</translation>
    </message>
    <message>
        <source>close it and start it again</source>
        <translation>请关闭后重新启动</translation>
    </message>
    <message>
        <source>Likeness has just ended</source>
        <translation>Likeness 刚刚结束</translation>
    </message>
    <message>
        <source>it was refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>under Wayland no program may listen to keys while another one has the keyboard</source>
        <translation>在 Wayland 下，当其他程序占有键盘时，任何程序都不能监听按键</translation>
    </message>
    <message>
        <source>in your desktop&apos;s settings, give a key of your choice the command: likeness ctl mute toggle</source>
        <translation>请在桌面设置中，为您选择的按键设置命令：likeness ctl mute toggle</translation>
    </message>
    <message>
        <source>steer it with `likeness ctl`</source>
        <translation>请用 `likeness ctl` 控制它</translation>
    </message>
    <message>
        <source>there is no display whose keys could be heard</source>
        <translation>没有可以监听按键的显示器</translation>
    </message>
    <message>
        <source>it may be busy; try again</source>
        <translation>可能正忙；请重试</translation>
    </message>
    <message>
        <source>pip install pynput</source>
        <translation>pip install pynput</translation>
    </message>
    <message>
        <source>the package pynput is not installed</source>
        <translation>未安装软件包 pynput</translation>
    </message>
    <message>
        <source>a key cannot be heard here: {0}</source>
        <translation>这里无法监听按键：{0}</translation>
    </message>
    <message>
        <source>choose another key</source>
        <translation>请换一个按键</translation>
    </message>
    <message>
        <source>write it as in: Ctrl+Alt+M</source>
        <translation>请按此格式书写：Ctrl+Alt+M</translation>
    </message>
    <message>
        <source>{0} is no key</source>
        <translation>{0} 不是按键</translation>
    </message>
    <message>
        <source>pip install python-xlib</source>
        <translation>pip install python-xlib</translation>
    </message>
    <message>
        <source>the package python-xlib is not installed</source>
        <translation>未安装软件包 python-xlib</translation>
    </message>
    <message>
        <source>the display cannot be reached: {0}</source>
        <translation>无法访问显示器：{0}</translation>
    </message>
    <message>
        <source>{0} belongs to another program</source>
        <translation>{0} 已被其他程序占用</translation>
    </message>
    <message>
        <source>{0} is no key of this keyboard</source>
        <translation>这个键盘上没有 {0} 键</translation>
    </message>
    <message>
        <source>load its driver: sudo modprobe snd-seq</source>
        <translation>请加载驱动：sudo modprobe snd-seq</translation>
    </message>
    <message>
        <source>this system has no MIDI</source>
        <translation>此系统没有 MIDI</translation>
    </message>
    <message>
        <source>MIDI devices cannot be asked for: {0}</source>
        <translation>无法查询 MIDI 设备：{0}</translation>
    </message>
    <message>
        <source>check the system&apos;s MIDI</source>
        <translation>请检查系统的 MIDI</translation>
    </message>
    <message>
        <source>MIDI needs packages that are not installed</source>
        <translation>MIDI 所需的软件包未安装</translation>
    </message>
    <message>
        <source>pip install mido python-rtmidi</source>
        <translation>pip install mido python-rtmidi</translation>
    </message>
    <message>
        <source>plug it in, or choose another</source>
        <translation>请插上它，或选择其他设备</translation>
    </message>
    <message>
        <source>the MIDI device {0} is not there</source>
        <translation>MIDI 设备 {0} 不存在</translation>
    </message>
    <message>
        <source>the MIDI device {0} cannot be opened: {1}</source>
        <translation>无法打开 MIDI 设备 {0}：{1}</translation>
    </message>
    <message>
        <source>midi note {0} {1}</source>
        <translation>midi note {0} {1}</translation>
    </message>
    <message>
        <source>midi control {0} {1}</source>
        <translation>midi control {0} {1}</translation>
    </message>
    <message>
        <source>midi program {0} {1}</source>
        <translation>midi program {0} {1}</translation>
    </message>
    <message>
        <source>begin the performance</source>
        <translation>开始表演</translation>
    </message>
    <message>
        <source>end it</source>
        <translation>结束表演</translation>
    </message>
    <message>
        <source>begin it, or end it if it runs</source>
        <translation>开始表演，正在进行则结束</translation>
    </message>
    <message>
        <source>silence the voice</source>
        <translation>让声音静音</translation>
    </message>
    <message>
        <source>let the voice be heard again</source>
        <translation>重新出声</translation>
    </message>
    <message>
        <source>show the still portrait and be silent, at once</source>
        <translation>立即显示静止的人像并静音</translation>
    </message>
    <message>
        <source>the same: show the still portrait and be silent</source>
        <translation>同上：显示静止的人像并静音</translation>
    </message>
    <message>
        <source>go on after it</source>
        <translation>之后继续</translation>
    </message>
    <message>
        <source>hold the push-to-talk key, or let go of it</source>
        <translation>按住或松开按键说话的按键</translation>
    </message>
    <message>
        <source>take a profile by its name or number</source>
        <translation>按名称或编号切换方案</translation>
    </message>
    <message>
        <source>take the next profile</source>
        <translation>切换到下一个方案</translation>
    </message>
    <message>
        <source>take the previous profile</source>
        <translation>切换到上一个方案</translation>
    </message>
    <message>
        <source>take an avatar by its name or number</source>
        <translation>按名称或编号切换头像</translation>
    </message>
    <message>
        <source>take the next avatar</source>
        <translation>切换到下一个头像</translation>
    </message>
    <message>
        <source>take the previous avatar</source>
        <translation>切换到上一个头像</translation>
    </message>
    <message>
        <source>take a voice by its name</source>
        <translation>按名称切换音色</translation>
    </message>
    <message>
        <source>take the face as it is now as the calm one</source>
        <translation>把您现在的脸作为平静的基准</translation>
    </message>
    <message>
        <source>begin or finish a recording</source>
        <translation>开始或结束录制</translation>
    </message>
    <message>
        <source>send picture and voice to the address that is set, or end that</source>
        <translation>把画面和声音发送到已设置的地址，或结束发送</translation>
    </message>
    <message>
        <source>save the portrait as a picture; needs the window</source>
        <translation>把人像保存为图片；需要窗口</translation>
    </message>
    <message>
        <source>send the portrait to the virtual camera</source>
        <translation>把人像送往虚拟摄像头</translation>
    </message>
    <message>
        <source>how strongly the portrait moves, 0 to 1 for still to doubled</source>
        <translation>人像的动作幅度，0 到 1 对应静止到加倍</translation>
    </message>
    <message>
        <source>how much of the other voice is taken on, 0 to 1</source>
        <translation>采用多少目标音色，0 到 1</translation>
    </message>
    <message>
        <source>how large the portrait stands in the picture, 0 to 1</source>
        <translation>人像在画面中的大小，0 到 1</translation>
    </message>
    <message>
        <source>show the window, or hide it</source>
        <translation>显示或隐藏窗口</translation>
    </message>
    <message>
        <source>say what is going on</source>
        <translation>说明当前状态</translation>
    </message>
    <message>
        <source>there is no command {0}</source>
        <translation>没有命令 {0}</translation>
    </message>
    <message>
        <source>use one of: {0}</source>
        <translation>可以使用：{0}</translation>
    </message>
    <message>
        <source>leave {0} away</source>
        <translation>请去掉 {0}</translation>
    </message>
    <message>
        <source>{0} needs nothing behind it</source>
        <translation>{0} 后面不需要任何内容</translation>
    </message>
    <message>
        <source>use on, off or toggle</source>
        <translation>请使用 on、off 或 toggle</translation>
    </message>
    <message>
        <source>{0} {1} means nothing</source>
        <translation>{0} {1} 没有意义</translation>
    </message>
    <message>
        <source>as in: {0} NAME</source>
        <translation>例如：{0} NAME</translation>
    </message>
    <message>
        <source>{0} needs a name</source>
        <translation>{0} 需要一个名称</translation>
    </message>
    <message>
        <source>use a number from 0 to 1</source>
        <translation>请使用 0 到 1 之间的数字</translation>
    </message>
    <message>
        <source>OSC needs a package that is not installed</source>
        <translation>OSC 所需的软件包未安装</translation>
    </message>
    <message>
        <source>pip install python-osc</source>
        <translation>pip install python-osc</translation>
    </message>
    <message>
        <source>OSC cannot listen at port {0}: {1}</source>
        <translation>OSC 无法在端口 {0} 监听：{1}</translation>
    </message>
    <message>
        <source>choose another port</source>
        <translation>请换一个端口</translation>
    </message>
    <message>
        <source>go on with `likeness ctl resume`</source>
        <translation>请用 `likeness ctl resume` 继续</translation>
    </message>
    <message>
        <source>the computer slept</source>
        <translation>电脑休眠</translation>
    </message>
    <message>
        <source>the screen was locked</source>
        <translation>屏幕锁定</translation>
    </message>
    <message>
        <source>paused while {0}; others see and hear the avatar again</source>
        <translation>{0}期间已暂停；别人又能看到和听到头像了</translation>
    </message>
    <message>
        <source>paused while {0}; nothing has left since; {1}</source>
        <translation>{0}期间已暂停；此后没有送出任何内容；{1}</translation>
    </message>
    <message>
        <source>start it with `likeness gui`</source>
        <translation>请用 `likeness gui` 启动它</translation>
    </message>
    <message>
        <source>{0} needs the window</source>
        <translation>{0} 需要窗口</translation>
    </message>
    <message>
        <source>there is no avatar {0}</source>
        <translation>没有头像 {0}</translation>
    </message>
    <message>
        <source>there is no voice {0}</source>
        <translation>没有音色 {0}</translation>
    </message>
    <message>
        <source>set the address in the window, or begin with --stream</source>
        <translation>请在窗口中设置地址，或启动时使用 --stream</translation>
    </message>
    <message>
        <source>it is not known where to stream to</source>
        <translation>还不知道推流到哪里</translation>
    </message>
    <message>
        <source>nothing runs</source>
        <translation>没有正在进行的表演</translation>
    </message>
    <message>
        <source>start the performance first</source>
        <translation>请先开始表演</translation>
    </message>
    <message>
        <source>start it again</source>
        <translation>请重新启动</translation>
    </message>
    <message>
        <source>the performance has ended</source>
        <translation>表演已结束</translation>
    </message>
    <message>
        <source>choose another one</source>
        <translation>请换一个</translation>
    </message>
    <message>
        <source>the folder for recordings cannot be used: {0}</source>
        <translation>无法使用录制文件夹：{0}</translation>
    </message>
    <message>
        <source>choose a recording of the voice</source>
        <translation>请选择该声音的录音</translation>
    </message>
    <message>
        <source>{0} has no sound</source>
        <translation>{0} 没有声音</translation>
    </message>
    <message>
        <source>choose another recording of the voice</source>
        <translation>请选择该声音的其他录音</translation>
    </message>
    <message>
        <source>{0} holds no sound that can be read</source>
        <translation>{0} 中没有可读取的声音</translation>
    </message>
    <message>
        <source>sound came at {0} Hz</source>
        <translation>声音以 {0} Hz 送来</translation>
    </message>
    <message>
        <source>use a device of {0} Hz</source>
        <translation>请使用 {0} Hz 的设备</translation>
    </message>
    <message>
        <source>press record and read anything aloud</source>
        <translation>点击录音，然后随便朗读些什么</translation>
    </message>
    <message>
        <source>{0} s of speech; {1} s or more are better</source>
        <translation>已有 {0} 秒语音；{1} 秒以上更好</translation>
    </message>
    <message>
        <source>the microphone is silent: is it muted, or is it another one?</source>
        <translation>麦克风没有声音：是静音了，还是选错了麦克风？</translation>
    </message>
    <message>
        <source>too loud: turn the microphone down or step back</source>
        <translation>声音太大：请调低麦克风或退后一些</translation>
    </message>
    <message>
        <source>no speech is heard: speak louder, nearer to the microphone</source>
        <translation>听不到说话：请大声一些，靠近麦克风</translation>
    </message>
    <message>
        <source>very quiet: come nearer to the microphone</source>
        <translation>声音很小：请靠近麦克风</translation>
    </message>
    <message>
        <source>there is noise in the room: switch off fans and music</source>
        <translation>房间里有噪声：请关掉风扇和音乐</translation>
    </message>
    <message>
        <source>enough; more is better still</source>
        <translation>够了；再多一些会更好</translation>
    </message>
    <message>
        <source>go on speaking: {0} s more</source>
        <translation>请继续说：还需 {0} 秒</translation>
    </message>
    <message>
        <source>check the folder and the space on the disk</source>
        <translation>请检查文件夹和磁盘空间</translation>
    </message>
    <message>
        <source>threads did not end: {0}</source>
        <translation>线程没有结束：{0}</translation>
    </message>
    <message>
        <source>give the output another name</source>
        <translation>请给输出换个名称</translation>
    </message>
    <message>
        <source>{0} is the input itself</source>
        <translation>{0} 就是输入文件本身</translation>
    </message>
    <message>
        <source>check that it plays in a film player</source>
        <translation>请检查它能否在播放器中播放</translation>
    </message>
    <message>
        <source>{0}: no picture could be decoded</source>
        <translation>{0}：无法解码任何画面</translation>
    </message>
    <message>
        <source>leave out the voice, or choose another film</source>
        <translation>请不要变声，或选择其他影片</translation>
    </message>
    <message>
        <source>{0} holds no sound to convert</source>
        <translation>{0} 中没有可转换的声音</translation>
    </message>
    <message>
        <source>the voice could not be converted ({0})</source>
        <translation>无法转换声音 ({0})</translation>
    </message>
    <message>
        <source>choose a recording in which somebody speaks</source>
        <translation>请选择有人说话的录音</translation>
    </message>
    <message>
        <source>{0}: no speech was found in it</source>
        <translation>{0}：未找到语音</translation>
    </message>
    <message>
        <source>go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Nothing of {0} sounds came back from {1}</source>
        <translation>{0} 个声音都没有从 {1} 返回</translation>
    </message>
    <message>
        <source>{0} of {1} sounds came back</source>
        <translation>{1} 个声音中有 {0} 个返回</translation>
    </message>
    <message>
        <source>{0}, {1} ms after they were sent (95 %: {2} ms)</source>
        <translation>{0}，发出后 {1} ms 返回（95 %：{2} ms）</translation>
    </message>
    <message>
        <source>PulseAudio: {0}</source>
        <translation>PulseAudio：{0}</translation>
    </message>
    <message>
        <source>install it again: {0}</source>
        <translation>请重新安装：{0}</translation>
    </message>
    <message>
        <source>the other end of {0} is missing</source>
        <translation>缺少 {0} 的另一端</translation>
    </message>
    <message>
        <source>{0} of {1} sounds were lost or garbled</source>
        <translation>{1} 个声音中有 {0} 个丢失或失真</translation>
    </message>
    <message>
        <source>The test pattern was sent to {0}: look at it in a call program.</source>
        <translation>测试图案已送往 {0}：请在通话软件中查看。</translation>
    </message>
    <message>
        <source>{0} pictures a second, {1} ms after they were sent, colours within {2} of 255</source>
        <translation>每秒 {0} 帧，发出后 {1} ms 到达，颜色偏差在 {2}/255 以内</translation>
    </message>
    <message>
        <source>The camera works: {0}.</source>
        <translation>摄像头工作正常：{0}。</translation>
    </message>
    <message>
        <source>load the driver afresh, then test again</source>
        <translation>请重新加载驱动，然后再次测试</translation>
    </message>
    <message>
        <source>nothing of the test pattern came back from {0}</source>
        <translation>测试图案没有从 {0} 返回</translation>
    </message>
    <message>
        <source>Colours come back wrong by {0} of 255</source>
        <translation>返回的颜色偏差为 {0}/255</translation>
    </message>
    <message>
        <source>{0} pictures a second came instead of {1}</source>
        <translation>每秒返回 {0} 帧，而不是 {1} 帧</translation>
    </message>
    <message>
        <source>{0} pictures came in the wrong order</source>
        <translation>{0} 帧画面顺序错乱</translation>
    </message>
    <message>
        <source>the portrait engine hangs or fails; it is started again</source>
        <translation>人像引擎卡住或出错；正在重新启动</translation>
    </message>
    <message>
        <source>the voice engine hangs or fails; it is started again</source>
        <translation>变声引擎卡住或出错；正在重新启动</translation>
    </message>
    <message>
        <source>connect one, or choose a film or a stream as the driver</source>
        <translation>请连接一个，或选择影片或网络流来驱动</translation>
    </message>
    <message>
        <source>no camera was found</source>
        <translation>未找到摄像头</translation>
    </message>
    <message>
        <source>choose a microphone or a file with speech</source>
        <translation>请选择麦克风或含有语音的文件</translation>
    </message>
    <message>
        <source>the sound file</source>
        <translation>声音文件</translation>
    </message>
    <message>
        <source>the microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>system microphone</source>
        <translation>系统麦克风</translation>
    </message>
    <message>
        <source>the film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Not live</source>
        <translation>未在进行</translation>
    </message>
    <message>
        <source>choose it again later</source>
        <translation>请稍后重新选择</translation>
    </message>
    <message>
        <source>the engine {0} fails again and again</source>
        <translation>引擎 {0} 反复出错</translation>
    </message>
    <message>
        <source>{0}: the engine {1} goes on; {2}</source>
        <translation>{0}：引擎 {1} 继续运行；{2}</translation>
    </message>
    <message>
        <source>the portrait engine has not answered for {0} s; it will be started again</source>
        <translation>人像引擎已有 {0} 秒没有响应；将重新启动它</translation>
    </message>
    <message>
        <source>{0}; trying again</source>
        <translation>{0}；正在重试</translation>
    </message>
    <message>
        <source>{0}; the still portrait is shown</source>
        <translation>{0}；显示静止的人像</translation>
    </message>
    <message>
        <source>the microphone is too loud; turn its gain down</source>
        <translation>麦克风声音太大；请调低增益</translation>
    </message>
    <message>
        <source>the loudspeaker howls in the microphone; use headphones</source>
        <translation>扬声器的声音在麦克风中啸叫；请使用耳机</translation>
    </message>
    <message>
        <source>the {0} voice engine fails again and again</source>
        <translation>{0} 变声引擎反复出错</translation>
    </message>
    <message>
        <source>the voice engine has not answered for {0} s</source>
        <translation>变声引擎已有 {0} 秒没有响应</translation>
    </message>
    <message>
        <source>it will be started again</source>
        <translation>将重新启动它</translation>
    </message>
    <message>
        <source>{0}; signal processing speaks instead</source>
        <translation>{0}；改用信号处理</translation>
    </message>
    <message>
        <source>this computer is too busy</source>
        <translation>电脑太繁忙</translation>
    </message>
    <message>
        <source>limit {0} megapixels</source>
        <translation>上限为 {0} 百万像素</translation>
    </message>
    <message>
        <source>make it smaller in a picture editor and try again</source>
        <translation>请在图片编辑软件中缩小后重试</translation>
    </message>
    <message>
        <source>{0}: the picture has too many pixels ({1})</source>
        <translation>{0}：图片像素过多 ({1})</translation>
    </message>
    <message>
        <source>choose a JPEG, PNG or WebP picture</source>
        <translation>请选择 JPEG、PNG 或 WebP 图片</translation>
    </message>
    <message>
        <source>{0}: not a picture</source>
        <translation>{0}：不是图片</translation>
    </message>
    <message>
        <source>use an intact copy of it</source>
        <translation>请使用完好的副本</translation>
    </message>
    <message>
        <source>{0}: the picture is damaged ({1})</source>
        <translation>{0}：图片已损坏 ({1})</translation>
    </message>
    <message>
        <source>{0}: not enough memory for this picture</source>
        <translation>{0}：内存不足，无法读取这张图片</translation>
    </message>
    <message>
        <source>name a picture in it</source>
        <translation>请指定其中的一张图片</translation>
    </message>
    <message>
        <source>{0}: this is a folder</source>
        <translation>{0}：这是文件夹</translation>
    </message>
    <message>
        <source>{0}: no such file</source>
        <translation>{0}：没有这个文件</translation>
    </message>
    <message>
        <source>{0}: not an ordinary file</source>
        <translation>{0}：不是普通文件</translation>
    </message>
    <message>
        <source>use an intact copy of the picture</source>
        <translation>请使用图片的完好副本</translation>
    </message>
    <message>
        <source>{0}: the file is empty</source>
        <translation>{0}：文件是空的</translation>
    </message>
    <message>
        <source>{0}: cannot be opened ({1})</source>
        <translation>{0}：无法打开 ({1})</translation>
    </message>
    <message>
        <source>{0}: {1} x {2} are too many pixels ({3})</source>
        <translation>{0}：{1} x {2} 像素过多 ({3})</translation>
    </message>
    <message>
        <source>copy the program elsewhere</source>
        <translation>请把程序复制到其他位置</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1})</source>
        <translation>无法写入 {0} ({1})</translation>
    </message>
    <message>
        <source>there is no engine {0}</source>
        <translation>没有引擎 {0}</translation>
    </message>
    <message>
        <source>there is no device {0}</source>
        <translation>没有设备 {0}</translation>
    </message>
    <message>
        <source>use a portrait seen from the front</source>
        <translation>请使用正面的人像</translation>
    </message>
    <message>
        <source>{0}: no face was found in it</source>
        <translation>{0}：未找到人脸</translation>
    </message>
    <message>
        <source>there is no face engine {0}</source>
        <translation>没有人脸引擎 {0}</translation>
    </message>
    <message>
        <source>background is {0}</source>
        <translation>背景设为 {0}</translation>
    </message>
    <message>
        <source>use keep, blur, transparent, #rrggbb or a picture file</source>
        <translation>请使用 keep、blur、transparent、#rrggbb 或图片文件</translation>
    </message>
    <message>
        <source>an internal error occurred ({0}: {1})</source>
        <translation>发生内部错误（{0}：{1}）</translation>
    </message>
    <message>
        <source>save one first</source>
        <translation>请先保存一个</translation>
    </message>
    <message>
        <source>there is no profile {0}</source>
        <translation>没有方案 {0}</translation>
    </message>
    <message>
        <source>give it one</source>
        <translation>请起一个名称</translation>
    </message>
    <message>
        <source>the profile has no name</source>
        <translation>方案没有名称</translation>
    </message>
    <message>
        <source>Likeness profiles</source>
        <translation>Likeness 方案</translation>
    </message>
    <message>
        <source>Likeness {0}</source>
        <translation>Likeness {0}</translation>
    </message>
    <message>
        <source>motion is {0}</source>
        <translation>motion 设为 {0}</translation>
    </message>
    <message>
        <source>use relative or absolute</source>
        <translation>请使用 relative 或 absolute</translation>
    </message>
    <message>
        <source>keys is {0}</source>
        <translation>keys 设为 {0}</translation>
    </message>
    <message>
        <source>theme is {0}</source>
        <translation>theme 设为 {0}</translation>
    </message>
    <message>
        <source>language is {0}</source>
        <translation>language 设为 {0}</translation>
    </message>
    <message>
        <source>when_away is {0}</source>
        <translation>when_away 设为 {0}</translation>
    </message>
    <message>
        <source>number_keys is {0}</source>
        <translation>number_keys 设为 {0}</translation>
    </message>
    <message>
        <source>use a number from {0} to {1}</source>
        <translation>请使用 {0} 到 {1} 之间的数字</translation>
    </message>
    <message>
        <source>size is {0}x{1}</source>
        <translation>尺寸设为 {0}x{1}</translation>
    </message>
    <message>
        <source>use even numbers from 64x64 to 3840x2160, as in 1280x720</source>
        <translation>请使用 64x64 到 3840x2160 之间的偶数，例如 1280x720</translation>
    </message>
    <message>
        <source>Likeness settings; delete this file to start afresh</source>
        <translation>Likeness 设置；删除此文件可重新开始</translation>
    </message>
    <message>
        <source>Order, favourites and fine tuning; delete this file to begin anew</source>
        <translation>顺序、收藏和微调；删除此文件可重新开始</translation>
    </message>
    <message>
        <source>open it first</source>
        <translation>请先打开它</translation>
    </message>
    <message>
        <source>the {0} is closed</source>
        <translation>{0}已关闭</translation>
    </message>
    <message>
        <source>away, trying again</source>
        <translation>已断开，正在重试</translation>
    </message>
    <message>
        <source>waiting for sound</source>
        <translation>等待声音</translation>
    </message>
    <message>
        <source>the {0} is back</source>
        <translation>{0}已恢复</translation>
    </message>
    <message>
        <source>the camera is closed</source>
        <translation>摄像头已关闭</translation>
    </message>
    <message>
        <source>start it again later</source>
        <translation>请稍后再启动它</translation>
    </message>
    <message>
        <source>the virtual camera fails again and again: {0}</source>
        <translation>虚拟摄像头反复出错：{0}</translation>
    </message>
    <message>
        <source>start a new one</source>
        <translation>请新建一个</translation>
    </message>
    <message>
        <source>the recording {0} is closed</source>
        <translation>录制 {0} 已关闭</translation>
    </message>
    <message>
        <source>send it at {0} Hz</source>
        <translation>请以 {0} Hz 送来</translation>
    </message>
    <message>
        <source>sound at {0} Hz does not fit {1}</source>
        <translation>{0} Hz 的声音不适合 {1}</translation>
    </message>
    <message>
        <source>writing {0} has stalled for {1} s</source>
        <translation>写入 {0} 已停顿 {1} 秒</translation>
    </message>
    <message>
        <source>recording {0} stopped: {1}</source>
        <translation>录制 {0} 已停止：{1}</translation>
    </message>
    <message>
        <source>make it or choose another one</source>
        <translation>请创建它，或选择其他文件夹</translation>
    </message>
    <message>
        <source>the folder {0} does not exist</source>
        <translation>文件夹 {0} 不存在</translation>
    </message>
    <message>
        <source>choose another folder or name</source>
        <translation>请选择其他文件夹或名称</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}</source>
        <translation>无法写入 {0}：{1}</translation>
    </message>
    <message>
        <source>stream sound</source>
        <translation>推流声音</translation>
    </message>
    <message>
        <source>recorder sound</source>
        <translation>录制的声音</translation>
    </message>
    <message>
        <source>give the output a name that ends in one of {0}</source>
        <translation>请让输出文件名以 {0} 之一结尾</translation>
    </message>
    <message>
        <source>{0}: this kind of file cannot be written</source>
        <translation>{0}：无法写入这种文件</translation>
    </message>
    <message>
        <source>sound file</source>
        <translation>声音文件</translation>
    </message>
    <message>
        <source>send {0} Hz</source>
        <translation>请以 {0} Hz 送来</translation>
    </message>
    <message>
        <source>{0} is closed</source>
        <translation>{0} 已关闭</translation>
    </message>
    <message>
        <source>writing {0} was given up</source>
        <translation>已放弃写入 {0}</translation>
    </message>
    <message>
        <source>choose another sound source</source>
        <translation>请选择其他声音来源</translation>
    </message>
    <message>
        <source>sound at {0} Hz cannot be streamed</source>
        <translation>{0} Hz 的声音无法推流</translation>
    </message>
    <message>
        <source>the stream to {0} is back</source>
        <translation>到 {0} 的推流已恢复</translation>
    </message>
    <message>
        <source>the stream has broken off: {0}; it is connected again by itself</source>
        <translation>推流中断：{0}；将自动重新连接</translation>
    </message>
    <message>
        <source>virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>{0}; it stays at {1} x {2} {3}</source>
        <translation>{0}；它保持 {1} × {2}，{3}</translation>
    </message>
    <message>
        <source>sudo apt install v4l2loopback-dkms</source>
        <translation>sudo apt install v4l2loopback-dkms</translation>
    </message>
    <message>
        <source>sudo dnf install v4l2loopback (from RPM Fusion)</source>
        <translation>sudo dnf install v4l2loopback（来自 RPM Fusion）</translation>
    </message>
    <message>
        <source>sudo pacman -S v4l2loopback-dkms</source>
        <translation>sudo pacman -S v4l2loopback-dkms</translation>
    </message>
    <message>
        <source>sudo zypper install v4l2loopback-kmp-default</source>
        <translation>sudo zypper install v4l2loopback-kmp-default</translation>
    </message>
    <message>
        <source>no permission</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>in use by {0}</source>
        <translation>正被 {0} 占用</translation>
    </message>
    <message>
        <source>offers no output (reload v4l2loopback)</source>
        <translation>不提供输出（请重新加载 v4l2loopback）</translation>
    </message>
    <message>
        <source>there is no virtual camera (driver v4l2loopback is installed but not loaded)</source>
        <translation>没有虚拟摄像头（驱动 v4l2loopback 已安装但未加载）</translation>
    </message>
    <message>
        <source>run: likeness devices load-camera; or: {0}</source>
        <translation>请运行：likeness devices load-camera；或：{0}</translation>
    </message>
    <message>
        <source>there is no virtual camera (driver v4l2loopback is not loaded)</source>
        <translation>没有虚拟摄像头（驱动 v4l2loopback 未加载）</translation>
    </message>
    <message>
        <source>install OBS Studio from obsproject.com and start its virtual camera once</source>
        <translation>请从 obsproject.com 安装 OBS Studio，并启动一次它的虚拟摄像头</translation>
    </message>
    <message>
        <source>there is no virtual camera</source>
        <translation>没有虚拟摄像头</translation>
    </message>
    <message>
        <source>the virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>the virtual camera {0}</source>
        <translation>虚拟摄像头 {0}</translation>
    </message>
    <message>
        <source>not a video output device</source>
        <translation>不是视频输出设备</translation>
    </message>
    <message>
        <source>end that program or choose another camera</source>
        <translation>请结束那个程序，或选择其他摄像头</translation>
    </message>
    <message>
        <source>{0} is in use by {1}</source>
        <translation>{0}正被 {1} 占用</translation>
    </message>
    <message>
        <source>{0} offers no output any more (a fault of v4l2loopback 0.12.7)</source>
        <translation>{0}不再提供输出（v4l2loopback 0.12.7 的缺陷）</translation>
    </message>
    <message>
        <source>reload it with: sudo modprobe -r v4l2loopback &amp;&amp; {0}; or update it to 0.12.8 or later</source>
        <translation>请用以下命令重新加载：sudo modprobe -r v4l2loopback &amp;&amp; {0}；或升级到 0.12.8 以上</translation>
    </message>
    <message>
        <source>{0} may not be opened</source>
        <translation>不允许打开{0}</translation>
    </message>
    <message>
        <source>{0} is in use{1}</source>
        <translation>{0}正被占用{1}</translation>
    </message>
    <message>
        <source>choose another one: likeness devices</source>
        <translation>请选择其他摄像头：likeness devices</translation>
    </message>
    <message>
        <source>install it first: likeness devices</source>
        <translation>请先安装它：likeness devices</translation>
    </message>
    <message>
        <source>the driver v4l2loopback is not installed</source>
        <translation>未安装驱动 v4l2loopback</translation>
    </message>
    <message>
        <source>this system cannot ask for administrator rights here (pkexec is missing)</source>
        <translation>此系统无法在这里请求管理员权限（缺少 pkexec）</translation>
    </message>
    <message>
        <source>use a terminal</source>
        <translation>请使用终端</translation>
    </message>
    <message>
        <source>which makes a camera called “{0}” (/dev/video{1}) until the computer is switched off</source>
        <translation>它会创建名为“{0}”的摄像头 (/dev/video{1})，直到关机为止</translation>
    </message>
    <message>
        <source>Your system asks for a password and loads v4l2loopback, {0}.</source>
        <translation>系统会询问密码并加载 v4l2loopback，{0}。</translation>
    </message>
    <message>
        <source>close that program first</source>
        <translation>请先关闭那个程序</translation>
    </message>
    <message>
        <source>the virtual camera is in use by {0}</source>
        <translation>虚拟摄像头正被 {0} 使用</translation>
    </message>
    <message>
        <source> All {0} virtual cameras of the driver vanish first.</source>
        <translation>该驱动的全部 {0} 个虚拟摄像头会先消失。</translation>
    </message>
    <message>
        <source>Your system asks for a password and loads v4l2loopback afresh, {0}.{1}</source>
        <translation>系统会询问密码并重新加载 v4l2loopback，{0}。{1}</translation>
    </message>
    <message>
        <source>sudo modprobe -r {0} &amp;&amp; {1}</source>
        <translation>sudo modprobe -r {0} &amp;&amp; {1}</translation>
    </message>
    <message>
        <source>in a terminal: {0}</source>
        <translation>请在终端中运行：{0}</translation>
    </message>
    <message>
        <source>loading the driver was not allowed in time</source>
        <translation>未在规定时间内获准加载驱动</translation>
    </message>
    <message>
        <source>the driver cannot be loaded: {0}</source>
        <translation>无法加载驱动：{0}</translation>
    </message>
    <message>
        <source>the driver was not loaded: the question for the password was closed</source>
        <translation>未加载驱动：密码对话框被关闭</translation>
    </message>
    <message>
        <source>the driver was not loaded: the system did not allow it</source>
        <translation>未加载驱动：系统不允许</translation>
    </message>
    <message>
        <source>status {0}</source>
        <translation>状态 {0}</translation>
    </message>
    <message>
        <source>the driver is still not there</source>
        <translation>驱动仍未就绪</translation>
    </message>
    <message>
        <source>since the driver refused the new size</source>
        <translation>因为驱动程序拒绝了新尺寸</translation>
    </message>
    <message>
        <source>while another program watches it: close that program, then switch the camera off and on</source>
        <translation>因为有其他程序正在观看：请关闭那个程序，再把摄像头关闭并重新打开</translation>
    </message>
    <message>
        <source>since this driver can be opened once only: load the driver afresh, or update it</source>
        <translation>因为此驱动程序只能打开一次：请重新加载或更新驱动程序</translation>
    </message>
    <message>
        <source>Start here first, then choose the camera in the call program. A program that was open before may have to be opened again.</source>
        <translation>请先在这里开始，再到通话软件中选择摄像头。之前已打开的程序可能需要重新打开。</translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation>未加载</translation>
    </message>
    <message>
        <source>offers no</source>
        <translation>不提供</translation>
    </message>
    <message>
        <source>Choose another: likeness devices</source>
        <translation>请选择其他摄像头：likeness devices</translation>
    </message>
    <message>
        <source>There is no virtual camera {0}.</source>
        <translation>没有虚拟摄像头 {0}。</translation>
    </message>
    <message>
        <source>{0} is there.</source>
        <translation>“{0}”已就绪。</translation>
    </message>
    <message>
        <source>Choose “{0}” in the call program. {1}</source>
        <translation>请在通话软件中选择“{0}”。{1}</translation>
    </message>
    <message>
        <source>Load it afresh.</source>
        <translation>请重新加载它。</translation>
    </message>
    <message>
        <source>The driver is loaded but offers no camera.</source>
        <translation>驱动已加载，但没有提供摄像头。</translation>
    </message>
    <message>
        <source>Load it.</source>
        <translation>请加载它。</translation>
    </message>
    <message>
        <source>The virtual camera&apos;s driver is installed but not loaded.</source>
        <translation>虚拟摄像头驱动已安装但未加载。</translation>
    </message>
    <message>
        <source>No virtual camera is installed: neither OBS Virtual Camera nor Unity Video Capture was found.</source>
        <translation>未安装虚拟摄像头：没有找到 OBS Virtual Camera 和 Unity Video Capture。</translation>
    </message>
    <message>
        <source>No virtual camera is installed: OBS Studio was not found.</source>
        <translation>未安装虚拟摄像头：没有找到 OBS Studio。</translation>
    </message>
    <message>
        <source>In a terminal: {0}</source>
        <translation>请在终端中运行：{0}</translation>
    </message>
    <message>
        <source>No virtual camera is installed.</source>
        <translation>未安装虚拟摄像头。</translation>
    </message>
    <message>
        <source>{0} may not be used by you.</source>
        <translation>您没有使用 {0} 的权限。</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Another program feeds {0}: {1}.</source>
        <translation>其他程序正在向 {0} 送画面：{1}。</translation>
    </message>
    <message>
        <source>Close that program.</source>
        <translation>请关闭那个程序。</translation>
    </message>
    <message>
        <source>Load the driver afresh, or update it.</source>
        <translation>请重新加载或更新驱动。</translation>
    </message>
    <message>
        <source>{0} offers no output any more.</source>
        <translation>{0} 不再提供输出。</translation>
    </message>
    <message>
        <source>{0} programs</source>
        <translation>{0} 个程序</translation>
    </message>
    <message>
        <source> It waits for pictures.</source>
        <translation>它在等待画面。</translation>
    </message>
    <message>
        <source>{0} is in use by {1}: {2}.{3}</source>
        <translation>{0} 正被 {1} 使用：{2}。{3}</translation>
    </message>
    <message>
        <source>{0} is on. No program watches it yet.</source>
        <translation>{0} 已打开。还没有程序在观看。</translation>
    </message>
    <message>
        <source>{0} is ready.</source>
        <translation>{0} 已就绪。</translation>
    </message>
    <message>
        <source>in use by {0} program{1}</source>
        <translation>正被 {0} 个程序使用{1}</translation>
    </message>
    <message>
        <source>choose another microphone there first, or the sound server may hand it your real one</source>
        <translation>请先在那里选择其他麦克风，否则声音服务器可能会给它您真正的麦克风</translation>
    </message>
    <message>
        <source>a program still plays into {0}</source>
        <translation>仍有程序在向 {0} 播放</translation>
    </message>
    <message>
        <source>stop it there first</source>
        <translation>请先在那里停止</translation>
    </message>
    <message>
        <source>stream {0}</source>
        <translation>音频流 {0}</translation>
    </message>
    <message>
        <source>an unknown program</source>
        <translation>未知程序</translation>
    </message>
    <message>
        <source>the line of the same name</source>
        <translation>同名的线路</translation>
    </message>
    <message>
        <source>Install VB-CABLE from vb-audio.com/Cable, restart the computer, then look again.</source>
        <translation>请从 vb-audio.com/Cable 安装 VB-CABLE，重新启动电脑，然后重新查找。</translation>
    </message>
    <message>
        <source>Install BlackHole 2ch from existential.audio/blackhole, log out and in, then look again.</source>
        <translation>请从 existential.audio/blackhole 安装 BlackHole 2ch，注销并重新登录，然后重新查找。</translation>
    </message>
    <message>
        <source>Choose “{0}” as the microphone of your call program.</source>
        <translation>请在通话软件中选择“{0}”作为麦克风。</translation>
    </message>
    <message>
        <source>Install a virtual cable for this system, then look again.</source>
        <translation>请为此系统安装虚拟声卡，然后重新查找。</translation>
    </message>
    <message>
        <source>There is no virtual cable.</source>
        <translation>没有虚拟声卡。</translation>
    </message>
    <message>
        <source>see which there are: likeness devices</source>
        <translation>查看有哪些设备：likeness devices</translation>
    </message>
    <message>
        <source>sound device</source>
        <translation>声音设备</translation>
    </message>
    <message>
        <source>connect one, or start the sound server</source>
        <translation>请连接一个，或启动声音服务器</translation>
    </message>
    <message>
        <source>there is no {0}</source>
        <translation>没有{0}</translation>
    </message>
    <message>
        <source>write more of the name</source>
        <translation>请多写一些名称</translation>
    </message>
    <message>
        <source>there is no {0} {1}, there are {2}</source>
        <translation>没有{0} {1}，现有 {2}</translation>
    </message>
    <message>
        <source> and {0} more</source>
        <translation> 以及另外 {0} 个</translation>
    </message>
    <message>
        <source>{0} is the microphone that this program plays into: it would hear itself, and not you</source>
        <translation>{0} 是本程序播放声音的麦克风：它会听到自己，而听不到您</translation>
    </message>
    <message>
        <source>choose the microphone that you speak into</source>
        <translation>请选择您对着说话的麦克风</translation>
    </message>
    <message>
        <source>this system has no PulseAudio or PipeWire</source>
        <translation>此系统没有 PulseAudio 或 PipeWire</translation>
    </message>
    <message>
        <source>use a virtual cable of this system</source>
        <translation>请使用此系统的虚拟声卡</translation>
    </message>
    <message>
        <source>install the package pulseaudio-utils</source>
        <translation>请安装软件包 pulseaudio-utils</translation>
    </message>
    <message>
        <source>the tool pactl is missing</source>
        <translation>缺少工具 pactl</translation>
    </message>
    <message>
        <source>restart it, or log out and in again</source>
        <translation>请重新启动它，或注销后重新登录</translation>
    </message>
    <message>
        <source>the sound server does not answer</source>
        <translation>声音服务器没有响应</translation>
    </message>
    <message>
        <source>install pulseaudio-utils again</source>
        <translation>请重新安装 pulseaudio-utils</translation>
    </message>
    <message>
        <source>pactl does not start: {0}</source>
        <translation>pactl 无法启动：{0}</translation>
    </message>
    <message>
        <source>start PulseAudio, or PipeWire with pipewire-pulse</source>
        <translation>请启动 PulseAudio，或带有 pipewire-pulse 的 PipeWire</translation>
    </message>
    <message>
        <source>there is no sound server</source>
        <translation>没有声音服务器</translation>
    </message>
    <message>
        <source>see: pactl list modules</source>
        <translation>请查看：pactl list modules</translation>
    </message>
    <message>
        <source>the sound server refused: {0}</source>
        <translation>声音服务器拒绝了：{0}</translation>
    </message>
    <message>
        <source>pactl gives no lists that can be read</source>
        <translation>pactl 给出的列表无法读取</translation>
    </message>
    <message>
        <source>update pulseaudio-utils to 16 or later</source>
        <translation>请把 pulseaudio-utils 升级到 16 以上</translation>
    </message>
    <message>
        <source>{0}, {1} pictures a second</source>
        <translation>{0}，每秒 {1} 帧</translation>
    </message>
    <message>
        <source>has stopped giving pictures</source>
        <translation>不再提供画面</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>gives no picture</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>cameras slow down in low light: more light may help</source>
        <translation>光线不足时摄像头会变慢：增加光线可能有帮助</translation>
    </message>
    <message>
        <source>another USB port, or another camera, may help</source>
        <translation>换个 USB 接口或换个摄像头可能有帮助</translation>
    </message>
    <message>
        <source>the camera delivers {0} pictures a second; {1} were asked for; {2}</source>
        <translation>摄像头每秒提供 {0} 帧画面；要求的是 {1} 帧；{2}</translation>
    </message>
    <message>
        <source>the camera is slow at {0} x {1}; it is used at {2} x {3} with {4} pictures a second</source>
        <translation>摄像头在 {0} x {1} 下很慢；改用 {2} x {3}，每秒 {4} 帧</translation>
    </message>
    <message>
        <source>the camera {0} is closed</source>
        <translation>摄像头 {0} 已关闭</translation>
    </message>
    <message>
        <source>there is no camera {0}</source>
        <translation>没有摄像头 {0}</translation>
    </message>
    <message>
        <source>connect it, or see which there are: likeness devices</source>
        <translation>请连接它，或查看有哪些设备：likeness devices</translation>
    </message>
    <message>
        <source>the camera {0} is not connected</source>
        <translation>摄像头 {0} 未连接</translation>
    </message>
    <message>
        <source>the camera {0} may not be used</source>
        <translation>不允许使用摄像头 {0}</translation>
    </message>
    <message>
        <source>{0} is no camera</source>
        <translation>{0} 不是摄像头</translation>
    </message>
    <message>
        <source>camera {0}</source>
        <translation>摄像头 {0}</translation>
    </message>
    <message>
        <source>the camera {0}</source>
        <translation>摄像头 {0}</translation>
    </message>
    <message>
        <source>close other programs that may use it, allow the use of cameras, try again</source>
        <translation>请关闭可能占用它的程序，允许使用摄像头，然后重试</translation>
    </message>
    <message>
        <source>connect it again</source>
        <translation>请重新连接</translation>
    </message>
    <message>
        <source>{0} has been disconnected</source>
        <translation>{0}已断开连接</translation>
    </message>
    <message>
        <source>close that program, or choose another camera</source>
        <translation>请关闭那个程序，或选择其他摄像头</translation>
    </message>
    <message>
        <source>{0} delivers no pictures (it is no capture device, or nothing feeds it)</source>
        <translation>{0}没有画面（它不是采集设备，或没有信号输入）</translation>
    </message>
    <message>
        <source>close other programs that may use it, or unplug it and connect it again</source>
        <translation>请关闭可能占用它的程序，或拔下后重新连接</translation>
    </message>
    <message>
        <source>dark and noisy</source>
        <translation>又暗又有噪点</translation>
    </message>
    <message>
        <source>noisy, as in low light</source>
        <translation>噪点较多，像是光线不足</translation>
    </message>
    <message>
        <source>the picture is {0}: more light on your face makes the portrait steadier</source>
        <translation>画面{0}：给脸部多一些光线，人像会更稳定</translation>
    </message>
    <message>
        <source>Camera {0} ({1})</source>
        <translation>摄像头 {0} ({1})</translation>
    </message>
    <message>
        <source>a film or a picture</source>
        <translation>影片或图片</translation>
    </message>
    <message>
        <source>a sound file or a film</source>
        <translation>声音文件或影片</translation>
    </message>
    <message>
        <source>reading {0} failed: {1}</source>
        <translation>读取 {0} 失败：{1}</translation>
    </message>
    <message>
        <source>start the sender again</source>
        <translation>请重新启动发送端</translation>
    </message>
    <message>
        <source>{0} has ended</source>
        <translation>{0} 已结束</translation>
    </message>
    <message>
        <source>{0} has sent nothing for {1} s</source>
        <translation>{0} 已有 {1} 秒没有送来任何内容</translation>
    </message>
    <message>
        <source>check the network and the sender</source>
        <translation>请检查网络和发送端</translation>
    </message>
    <message>
        <source>choose {0}</source>
        <translation>请选择{0}</translation>
    </message>
    <message>
        <source>{0} is a folder, not {1}</source>
        <translation>{0} 是文件夹，不是{1}</translation>
    </message>
    <message>
        <source>check the name</source>
        <translation>请检查名称</translation>
    </message>
    <message>
        <source>{0} does not exist</source>
        <translation>{0} 不存在</translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes)</source>
        <translation>{0} 是空的（0 字节）</translation>
    </message>
    <message>
        <source>make it smaller</source>
        <translation>请把它缩小</translation>
    </message>
    <message>
        <source>{0} has too many pixels (more than {1} million)</source>
        <translation>{0} 像素过多（超过 {1} 百万）</translation>
    </message>
    <message>
        <source>the microphone {0} gives no sound</source>
        <translation>麦克风 {0} 没有声音</translation>
    </message>
    <message>
        <source>the camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>unplug it and connect it again</source>
        <translation>请拔下后重新连接</translation>
    </message>
    <message>
        <source>{0} failed ({1})</source>
        <translation>{0}出错 ({1})</translation>
    </message>
    <message>
        <source>{0} is back</source>
        <translation>{0}已恢复</translation>
    </message>
    <message>
        <source>the bundled portrait {0} is missing</source>
        <translation>缺少自带的人像 {0}</translation>
    </message>
    <message>
        <source>a picture could not be made; the still portrait is shown</source>
        <translation>有一帧画面无法生成；显示静止的人像</translation>
    </message>
    <message>
        <source>noise cannot be suppressed: {0}</source>
        <translation>无法降噪：{0}</translation>
    </message>
    <message>
        <source>{0} is both the microphone and the output: the voice would come back as an echo</source>
        <translation>{0} 既是麦克风又是输出：声音会以回声形式返回</translation>
    </message>
    <message>
        <source>{0} carries what is played to {1}: the voice would come back as an echo</source>
        <translation>{0} 会收到 {1} 播放的声音：声音会以回声形式返回</translation>
    </message>
    <message>
        <source>the voice could not be converted; others hear silence</source>
        <translation>无法转换声音；别人听到的是静音</translation>
    </message>
    <message>
        <source>a block of sound could not be made; others hear silence</source>
        <translation>有一段声音无法生成；别人听到的是静音</translation>
    </message>
    <message>
        <source>of this kind</source>
        <translation>这种形式</translation>
    </message>
    <message>
        <source>that begins with {0}://</source>
        <translation>以 {0}:// 开头</translation>
    </message>
    <message>
        <source>nothing can be streamed to an address {0}</source>
        <translation>无法推流到{0}的地址</translation>
    </message>
    <message>
        <source>use one that begins with rtmp://, rtmps://, udp:// or tcp://</source>
        <translation>请使用以 rtmp://、rtmps://、udp:// 或 tcp:// 开头的地址</translation>
    </message>
    <message>
        <source>leave the key away</source>
        <translation>请不要填写密钥</translation>
    </message>
    <message>
        <source>{0}:// has no stream key</source>
        <translation>{0}:// 没有推流密钥</translation>
    </message>
    <message>
        <source>the address of the stream names no computer</source>
        <translation>推流地址中没有计算机名</translation>
    </message>
    <message>
        <source>write it as in {0}</source>
        <translation>请写成 {0} 的样子</translation>
    </message>
    <message>
        <source>the address of the stream has no port number</source>
        <translation>推流地址中没有端口号</translation>
    </message>
    <message>
        <source>leave it away and use a stream key</source>
        <translation>请去掉它，改用推流密钥</translation>
    </message>
    <message>
        <source>the address of the stream holds a user name</source>
        <translation>推流地址中含有用户名</translation>
    </message>
    <message>
        <source>the damaged file is kept as {0}</source>
        <translation>损坏的文件已保留为 {0}</translation>
    </message>
    <message>
        <source>your {0} could not be read, so you begin without them; {1}</source>
        <translation>无法读取您的{0}，因此先不使用它们；{1}</translation>
    </message>
    <message>
        <source>your {0} come from a newer version of the program; a copy is kept as {1}</source>
        <translation>您的{0}来自更新版本的程序；已保留副本 {1}</translation>
    </message>
    <message>
        <source>check the folder and the space</source>
        <translation>请检查文件夹和剩余空间</translation>
    </message>
    <message>
        <source>`likeness voices list` shows what there is</source>
        <translation>用 `likeness voices list` 可查看现有音色</translation>
    </message>
    <message>
        <source>add it again from its recording</source>
        <translation>请用原录音重新添加</translation>
    </message>
    <message>
        <source>{0}: not among the removed voices</source>
        <translation>{0}：不在已删除的音色中</translation>
    </message>
    <message>
        <source>{0}: there is a new voice of this id</source>
        <translation>{0}：已有同名标识的新音色</translation>
    </message>
    <message>
        <source>a voice&apos;s name has 1 to {0} characters, not {1}</source>
        <translation>音色名称须为 1 到 {0} 个字符，而不是 {1} 个</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>请换一个名称</translation>
    </message>
    <message>
        <source>no voice can be called {0}: the word means something else</source>
        <translation>音色不能叫 {0}：这个词另有含义</translation>
    </message>
    <message>
        <source>only voices you have added can be changed</source>
        <translation>只能更改您自己添加的音色</translation>
    </message>
    <message>
        <source>voice {0} belongs to the program</source>
        <translation>音色 {0} 是程序自带的</translation>
    </message>
    <message>
        <source>{0}: no such voice of yours</source>
        <translation>{0}：您没有这个音色</translation>
    </message>
    <message>
        <source>{0} is no voice id</source>
        <translation>{0} 不是音色标识</translation>
    </message>
    <message>
        <source>the speech is very quiet ({0} dB): come nearer to the microphone or turn it up</source>
        <translation>说话声很小（{0} dB）：请靠近麦克风或调高音量</translation>
    </message>
    <message>
        <source>there is much noise behind the voice ({0} dB, 20 are good): choose a quiet room, switch off fans and music</source>
        <translation>人声背后噪声很大（{0} dB，20 为好）：请选择安静的房间，关掉风扇和音乐</translation>
    </message>
    <message>
        <source>hardly any of it has a pitch: speak aloud, do not whisper, and record no music</source>
        <translation>几乎没有音高：请出声说话，不要耳语，也不要录音乐</translation>
    </message>
    <message>
        <source>record 10 s of clear speech or more</source>
        <translation>请录制 10 秒以上清晰的语音</translation>
    </message>
    <message>
        <source>the recording cannot be used: {0}</source>
        <translation>录音无法使用：{0}</translation>
    </message>
    <message>
        <source>no speech was found in the recording ({0})</source>
        <translation>录音中未找到语音 ({0})</translation>
    </message>
    <message>
        <source>record 10 s of clear speech</source>
        <translation>请录制 10 秒清晰的语音</translation>
    </message>
    <message>
        <source>no speech was found in it</source>
        <translation>其中未找到语音</translation>
    </message>
    <message>
        <source>only {0} s of it are speech: 3 s are the least, 10 s are good</source>
        <translation>其中只有 {0} 秒语音：至少 3 秒，10 秒为好</translation>
    </message>
    <message>
        <source>only {0} s of it are speech: 10 s are good, 30 s are better</source>
        <translation>其中只有 {0} 秒语音：10 秒为好，30 秒更好</translation>
    </message>
    <message>
        <source>{0} s of it are speech: 10 s or more would be better</source>
        <translation>其中有 {0} 秒语音：10 秒以上会更好</translation>
    </message>
    <message>
        <source>{0} of it is overdriven</source>
        <translation>其中 {0} 过载失真</translation>
    </message>
    <message>
        <source>{0}: turn the microphone down or step back</source>
        <translation>{0}：请调低麦克风或退后一些</translation>
    </message>
    <message>
        <source>it reaches the highest level: turn the microphone down a little</source>
        <translation>已达到最高音量：请把麦克风稍微调低</translation>
    </message>
    <message>
        <source>its two halves do not sound like one person ({0}, 0.95 is usual): are there two speakers, or noise?</source>
        <translation>前后两半听起来不像同一个人（{0}，通常为 0.95）：是否有两个人说话，或有噪声？</translation>
    </message>
    <message>
        <source>name a voice or a voice file</source>
        <translation>请指定一个音色或音色文件</translation>
    </message>
    <message>
        <source>{0}: no such voice or voice file</source>
        <translation>{0}：没有这个音色或音色文件</translation>
    </message>
    <message>
        <source>a ratio of {0} is not possible</source>
        <translation>不能使用比例 {0}</translation>
    </message>
    <message>
        <source>use a number from 0 (the first) to 1 (the second)</source>
        <translation>请使用 0（第一个）到 1（第二个）之间的数字</translation>
    </message>
    <message>
        <source>Mixed of {0} ({1}) and {2} ({3}).</source>
        <translation>由 {0} ({1}) 和 {2} ({3}) 混合而成。</translation>
    </message>
    <message>
        <source>there is no speech in the recording of the phrase; speak all six words</source>
        <translation>短语录音中没有语音；请说出全部六个词</translation>
    </message>
    <message>
        <source>only {0} s of the phrase are speech; speak all six words, without haste</source>
        <translation>短语中只有 {0} 秒语音；请不慌不忙地说出全部六个词</translation>
    </message>
    <message>
        <source>the phrase sounds like somebody else (similarity {0}, {1} is needed); let the person whose voice it is speak it, with the same microphone</source>
        <translation>短语听起来像是别人说的（相似度 {0}，需要 {1}）；请由声音的主人用同一个麦克风来说</translation>
    </message>
    <message>
        <source>the phrase is the same recording as the enrolment; record the phrase by itself</source>
        <translation>短语与登记用的是同一段录音；请单独录制短语</translation>
    </message>
    <message>
        <source>run `likeness voices phrase` again</source>
        <translation>请重新运行 `likeness voices phrase`</translation>
    </message>
    <message>
        <source>{0}: cannot be read ({1})</source>
        <translation>{0}：无法读取 ({1})</translation>
    </message>
    <message>
        <source>no phrase waits to be spoken</source>
        <translation>没有待说的短语</translation>
    </message>
    <message>
        <source>run `likeness voices phrase`, let the person speak its words within the hour, and record that</source>
        <translation>请运行 `likeness voices phrase`，让本人在一小时内说出其中的词，并录下来</translation>
    </message>
    <message>
        <source>run `likeness voices calibrate` again, or delete the file</source>
        <translation>请重新运行 `likeness voices calibrate`，或删除该文件</translation>
    </message>
    <message>
        <source>the user of this computer</source>
        <translation>这台电脑的用户</translation>
    </message>
    <message>
        <source>Measured by the user to fit the conversion to the own voice.</source>
        <translation>由用户测量，使转换适合自己的声音。</translation>
    </message>
    <message>
        <source>My own voice</source>
        <translation>我自己的声音</translation>
    </message>
    <message>
        <source>use a file that `likeness voices export` has made, or add the voice again from its recording</source>
        <translation>请使用 `likeness voices export` 生成的文件，或用录音重新添加音色</translation>
    </message>
    <message>
        <source>record it again</source>
        <translation>请重新录制</translation>
    </message>
    <message>
        <source>shorten its texts</source>
        <translation>请缩短其中的文字</translation>
    </message>
    <message>
        <source>voice {0}: {1} bytes are too many for a voice</source>
        <translation>音色 {0}：{1} 字节对音色来说太大</translation>
    </message>
    <message>
        <source>{0}: a folder, not a voice file</source>
        <translation>{0}：这是文件夹，不是音色文件</translation>
    </message>
    <message>
        <source>not a voice file</source>
        <translation>不是音色文件</translation>
    </message>
    <message>
        <source>{0} bytes are too many for a voice</source>
        <translation>{0} 字节对音色来说太大</translation>
    </message>
    <message>
        <source>change its permissions</source>
        <translation>请更改它的权限</translation>
    </message>
    <message>
        <source>{0}: may not be read</source>
        <translation>{0}：不允许读取</translation>
    </message>
    <message>
        <source>not a voice file, or damaged ({0})</source>
        <translation>不是音色文件，或已损坏 ({0})</translation>
    </message>
    <message>
        <source>not a voice file: there is no {0} in it</source>
        <translation>不是音色文件：其中没有 {0}</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1})</source>
        <translation>无法读取 {0} ({1})</translation>
    </message>
    <message>
        <source>another program&apos;s file</source>
        <translation>其他程序的文件</translation>
    </message>
    <message>
        <source>its version is missing</source>
        <translation>缺少版本号</translation>
    </message>
    <message>
        <source>update Likeness to use it</source>
        <translation>请升级 Likeness 后使用</translation>
    </message>
    <message>
        <source>{0}: made by a newer version of the program ({1})</source>
        <translation>{0}：由更新版本的程序生成 ({1})</translation>
    </message>
    <message>
        <source>measured with another encoder ({0})</source>
        <translation>由其他编码器测得 ({0})</translation>
    </message>
    <message>
        <source>reinstall the program</source>
        <translation>请重新安装程序</translation>
    </message>
    <message>
        <source>the demo film has no sound</source>
        <translation>演示影片没有声音</translation>
    </message>
    <message>
        <source>there is too little speech in the recording</source>
        <translation>录音中的语音太少</translation>
    </message>
    <message>
        <source>there is no voice engine {0}</source>
        <translation>没有变声引擎 {0}</translation>
    </message>
    <message>
        <source>{0} is no voice to convert to</source>
        <translation>{0} 不是可以转换的音色</translation>
    </message>
    <message>
        <source>run again: python3 installer/bootstrap.py run</source>
        <translation>请重新运行：python3 installer/bootstrap.py run</translation>
    </message>
    <message>
        <source>start the program anew</source>
        <translation>请重新启动程序</translation>
    </message>
    <message>
        <source>torch, which the engine {0} computes with, cannot be loaded ({1})</source>
        <translation>无法加载引擎 {0} 所用的 torch ({1})</translation>
    </message>
    <message>
        <source>the file of weights {0} is missing</source>
        <translation>缺少权重文件 {0}</translation>
    </message>
    <message>
        <source>the networks of face-alignment cannot be used: they are fetched at first use ({0})</source>
        <translation>无法使用 face-alignment 的网络：首次使用时需要下载 ({0})</translation>
    </message>
    <message>
        <source>connect to the network once, put {0} into {1}, or use the face engine mesh</source>
        <translation>请联网一次，把 {0} 放入 {1}，或使用人脸引擎 mesh</translation>
    </message>
    <message>
        <source>{0} is larger than any checkpoint of this network</source>
        <translation>{0} 比这种网络的任何权重文件都大</translation>
    </message>
    <message>
        <source>{0} holds no checkpoint but a {1}</source>
        <translation>{0} 中不是权重，而是 {1}</translation>
    </message>
    <message>
        <source>wants to run code{0} instead of holding weights; it was refused</source>
        <translation>试图运行代码{0}而不是存放权重；已被拒绝</translation>
    </message>
    <message>
        <source>is damaged or cut short</source>
        <translation>已损坏或不完整</translation>
    </message>
    <message>
        <source>{0} holds no network {1} (it holds {2})</source>
        <translation>{0} 中没有网络 {1}（其中有 {2}）</translation>
    </message>
    <message>
        <source>{0}: {1}/{2} is no plain tensor</source>
        <translation>{0}：{1}/{2} 不是普通张量</translation>
    </message>
    <message>
        <source>use weights of vox-256 or vox-adv-256</source>
        <translation>请使用 vox-256 或 vox-adv-256 的权重</translation>
    </message>
    <message>
        <source>{0} does not fit {1}: {2}</source>
        <translation>{0} 与 {1} 不符：{2}</translation>
    </message>
    <message>
        <source>has an unknown entry</source>
        <translation>含有未知条目</translation>
    </message>
    <message>
        <source>{0} {1} {2} ({3} entries differ)</source>
        <translation>{0} {1} {2}（{3} 个条目不同）</translation>
    </message>
    <message>
        <source>{0}/{1} is {2} instead of {3}</source>
        <translation>{0}/{1} 是 {2}，而不是 {3}</translation>
    </message>
    <message>
        <source>{0}: {1}/{2} holds {3} instead of float32</source>
        <translation>{0}：{1}/{2} 存放的是 {3}，而不是 float32</translation>
    </message>
    <message>
        <source>{0}: {1}/{2} holds numbers that are not finite</source>
        <translation>{0}：{1}/{2} 含有非有限数值</translation>
    </message>
    <message>
        <source>install or train it again</source>
        <translation>请重新安装或训练</translation>
    </message>
    <message>
        <source>{0} is damaged or cut short</source>
        <translation>{0} 已损坏或不完整</translation>
    </message>
    <message>
        <source>{0} is a safetensors file, but none of this program</source>
        <translation>{0} 是 safetensors 文件，但不属于本程序</translation>
    </message>
    <message>
        <source>{0} describes no network this program knows ({1})</source>
        <translation>{0} 描述的网络本程序不认识 ({1})</translation>
    </message>
    <message>
        <source>{0} does not fit its own configuration: {1}</source>
        <translation>{0} 与自身的配置不符：{1}</translation>
    </message>
    <message>
        <source>{0} on {1}: {2} ms a frame</source>
        <translation>{1} 上的 {0}：每帧 {2} ms</translation>
    </message>
    <message>
        <source> (not taken: {0})</source>
        <translation>（未采用：{0}）</translation>
    </message>
    <message>
        <source>choose the device cpu or auto</source>
        <translation>请选择设备 cpu 或 auto</translation>
    </message>
    <message>
        <source>the network cannot run on {0} ({1})</source>
        <translation>网络无法在 {0} 上运行 ({1})</translation>
    </message>
    <message>
        <source>the device {0} is unknown</source>
        <translation>未知设备 {0}</translation>
    </message>
    <message>
        <source>use one of {0}</source>
        <translation>可以使用 {0}</translation>
    </message>
    <message>
        <source>torch cuda f16, graph</source>
        <translation>torch cuda f16, graph</translation>
    </message>
    <message>
        <source>torch cuda bf16, graph</source>
        <translation>torch cuda bf16, graph</translation>
    </message>
    <message>
        <source>torch mps f16</source>
        <translation>torch mps f16</translation>
    </message>
    <message>
        <source>torch mps f32</source>
        <translation>torch mps f32</translation>
    </message>
    <message>
        <source>openvino bf16</source>
        <translation>openvino bf16</translation>
    </message>
    <message>
        <source>torch cpu f32</source>
        <translation>torch cpu f32</translation>
    </message>
    <message>
        <source> (this build of torch has no CUDA)</source>
        <translation>（此版本的 torch 不带 CUDA）</translation>
    </message>
    <message>
        <source>it computes wrongly here (differences of {0} on average, {1} at most)</source>
        <translation>在这里计算结果有误（平均相差 {0}，最多 {1}）</translation>
    </message>
    <message>
        <source>torch cuda {0}, graph</source>
        <translation>torch cuda {0}, graph</translation>
    </message>
    <message>
        <source>is a checkpoint written by torch</source>
        <translation>是 torch 写出的权重文件</translation>
    </message>
    <message>
        <source>is a safetensors file</source>
        <translation>是 safetensors 文件</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>是空的</translation>
    </message>
    <message>
        <source>is a web page, not weights: the download failed or asked for a confirmation</source>
        <translation>是网页而不是权重：下载失败，或下载时要求确认</translation>
    </message>
    <message>
        <source>is an ordinary zip archive, not a checkpoint</source>
        <translation>是普通 zip 压缩包，不是权重文件</translation>
    </message>
    <message>
        <source>is a tar archive, not a checkpoint (which has that name, too, but is none)</source>
        <translation>是 tar 压缩包，不是权重文件（权重文件虽也用这个后缀，但并不是压缩包）</translation>
    </message>
    <message>
        <source>is a compressed file, not a checkpoint</source>
        <translation>是压缩文件，不是权重文件</translation>
    </message>
    <message>
        <source>is no checkpoint</source>
        <translation>不是权重文件</translation>
    </message>
    <message>
        <source>get the file again and do not unpack it</source>
        <translation>请重新获取文件，不要解压</translation>
    </message>
    <message>
        <source>{0} is a folder: the checkpoint was unpacked</source>
        <translation>{0} 是文件夹：权重文件被解压了</translation>
    </message>
    <message>
        <source>check its name</source>
        <translation>请检查它的名称</translation>
    </message>
    <message>
        <source>the weights file {0} is missing</source>
        <translation>缺少权重文件 {0}</translation>
    </message>
    <message>
        <source>check its rights</source>
        <translation>请检查它的权限</translation>
    </message>
    <message>
        <source>the weights file {0} cannot be read ({1})</source>
        <translation>无法读取权重文件 {0} ({1})</translation>
    </message>
    <message>
        <source>`likeness models list` says how to get it again</source>
        <translation>`likeness models list` 会说明如何重新获取</translation>
    </message>
    <message>
        <source>the first-order motion engine has no weights (looked in {0})</source>
        <translation>一阶运动引擎没有权重（查找位置 {0}）</translation>
    </message>
    <message>
        <source>its keypoints are not finite</source>
        <translation>它的关键点不是有限数值</translation>
    </message>
    <message>
        <source>its keypoints lie too close together (hull {0})</source>
        <translation>它的关键点过于接近（凸包 {0}）</translation>
    </message>
    <message>
        <source>its face is {0} times smaller than the portrait&apos;s</source>
        <translation>它的脸比人像的脸小 {0} 倍</translation>
    </message>
    <message>
        <source>its deformation is almost flat (determinant {0})</source>
        <translation>它的形变几乎是平的（行列式 {0}）</translation>
    </message>
    <message>
        <source>openvino {0}</source>
        <translation>openvino {0}</translation>
    </message>
    <message>
        <source>no face was found in the portrait</source>
        <translation>人像中未找到人脸</translation>
    </message>
    <message>
        <source>the face in the portrait is too distorted</source>
        <translation>人像中的脸变形太大</translation>
    </message>
    <message>
        <source>LIKENESS_RUNTIME={0} is unknown</source>
        <translation>未知的 LIKENESS_RUNTIME={0}</translation>
    </message>
    <message>
        <source>install openvino or opencv-python again</source>
        <translation>请重新安装 openvino 或 opencv-python</translation>
    </message>
    <message>
        <source>no runtime can load {0} ({1})</source>
        <translation>没有运行库能加载 {0} ({1})</translation>
    </message>
    <message>
        <source>opencv {0}</source>
        <translation>opencv {0}</translation>
    </message>
    <message>
        <source>there is only {0} s of speech in this recording, 1 s is the least</source>
        <translation>这段录音中只有 {0} 秒语音，至少需要 1 秒</translation>
    </message>
    <message>
        <source>the speech in this recording has no pitch; is it whispered?</source>
        <translation>这段录音中的语音没有音高；是耳语吗？</translation>
    </message>
    <message>
        <source>run `likeness setup` again</source>
        <translation>请重新运行 `likeness setup`</translation>
    </message>
    <message>
        <source>{0} is not the speaker encoder</source>
        <translation>{0} 不是说话人编码器</translation>
    </message>
    <message>
        <source>there are only {0} s of speech, {1} s are needed</source>
        <translation>只有 {0} 秒语音，需要 {1} 秒</translation>
    </message>
    <message>
        <source>there is too little voice in this recording</source>
        <translation>这段录音中的人声太少</translation>
    </message>
    <message>
        <source>the recording is too short</source>
        <translation>录音太短</translation>
    </message>
    <message>
        <source>there is no speech in this recording</source>
        <translation>这段录音中没有语音</translation>
    </message>
    <message>
        <source>python3 installer/bootstrap.py run fetches it</source>
        <translation>运行 python3 installer/bootstrap.py run 即可获取</translation>
    </message>
    <message>
        <source>the network file {0} is missing (looked in {1})</source>
        <translation>缺少网络文件 {0}（查找位置 {1}）</translation>
    </message>
    <message>
        <source>the network file {0} is not listed in {1} beside it</source>
        <translation>网络文件 {0} 未列在旁边的 {1} 中</translation>
    </message>
    <message>
        <source>delete it, then </source>
        <translation>请删除它，然后</translation>
    </message>
    <message>
        <source>the network file {0} was altered</source>
        <translation>网络文件 {0} 被改动过</translation>
    </message>
    <message>
        <source>the network file {0} is missing</source>
        <translation>缺少网络文件 {0}</translation>
    </message>
    <message>
        <source>save the portrait as a picture</source>
        <translation type="vanished">把人像存为图片</translation>
    </message>
    <message>
        <source>close the other window</source>
        <translation type="vanished">请关闭另一个窗口</translation>
    </message>
    <message>
        <source>another window listens there</source>
        <translation type="vanished">另一个窗口正在那里监听</translation>
    </message>
    <message>
        <source>no window of Likeness is open</source>
        <translation type="vanished">没有打开的 Likeness 窗口</translation>
    </message>
    <message>
        <source>the window does not answer</source>
        <translation type="vanished">窗口没有响应</translation>
    </message>
    <message>
        <source>the window has closed</source>
        <translation type="vanished">窗口已关闭</translation>
    </message>
    <message>
        <source>{name} is the microphone that this program plays into: it would hear itself, and not you</source>
        <translation type="vanished">{name} 是本程序播放声音的麦克风：它会听到自己，而听不到您</translation>
    </message>
    <message>
        <source>one side</source>
        <translation type="vanished">一侧</translation>
    </message>
    <message>
        <source>no face</source>
        <translation type="vanished">没有人脸</translation>
    </message>
    <message>
        <source>use keep, blur, #rrggbb or a picture file</source>
        <translation type="vanished">请使用 keep、blur、#rrggbb 或图片文件</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the window</source>
        <translation>显示窗口</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>paused: others see a still picture and hear nothing</source>
        <translation>已暂停：别人看到静止画面、听不到声音</translation>
    </message>
    <message>
        <source>live, muted</source>
        <translation>进行中，已静音</translation>
    </message>
    <message>
        <source>live</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Put the window away</source>
        <translation>收起窗口</translation>
    </message>
</context>
<context>
    <name>TuningPanel</name>
    <message>
        <source>Sound</source>
        <translation>声音效果</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>音高</translation>
    </message>
    <message>
        <source>Higher or lower than the voice itself, in semitones; a double click goes back to 0</source>
        <translation>比音色本身更高或更低，单位为半音；双击恢复为 0</translation>
    </message>
    <message>
        <source>Formant</source>
        <translation>共振峰</translation>
    </message>
    <message>
        <source>Smaller and brighter, or larger and darker, without changing the pitch</source>
        <translation>更小更明亮，或更大更低沉，不改变音高</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much of the voice is taken on: 0 % keeps your own range and colour</source>
        <translation>采用多少目标音色：0 % 保持您自己的音域和音色</translation>
    </message>
    <message>
        <source>Automatic pitch</source>
        <translation>自动音高</translation>
    </message>
    <message>
        <source>Your range is moved onto the voice&apos;s; the pitch slider comes on top</source>
        <translation>把您的音域移到目标音色的音域；音高滑块在此基础上调整</translation>
    </message>
    <message>
        <source>Noise gate</source>
        <translation>噪声门</translation>
    </message>
    <message>
        <source>Between the words nothing is heard of your room</source>
        <translation>说话间隙听不到您房间里的声音</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>降噪</translation>
    </message>
    <message>
        <source>Takes fans and hum out before the voice is converted</source>
        <translation>在转换之前去除风扇声和嗡嗡声</translation>
    </message>
    <message>
        <source>Push to talk</source>
        <translation>按键说话</translation>
    </message>
    <message>
        <source>You are silent unless you hold T or the talk button</source>
        <translation>按住 T 或说话按钮时才出声</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Side by side</source>
        <translation>并排显示</translation>
    </message>
    <message>
        <source>Your camera beside the portrait</source>
        <translation>在人像旁边显示您的摄像头画面</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Your camera over the portrait, to bring both faces into line</source>
        <translation>把摄像头画面叠在人像上，使两张脸对齐</translation>
    </message>
    <message>
        <source>Portrait alone</source>
        <translation>只显示人像</translation>
    </message>
    <message>
        <source>Your camera is not shown; it goes on driving</source>
        <translation>不显示您的摄像头画面；它仍在驱动人像</translation>
    </message>
    <message>
        <source>Strength of the overlay</source>
        <translation>叠加强度</translation>
    </message>
    <message>
        <source>How much your camera covers the portrait (Ctrl+↑, Ctrl+↓)</source>
        <translation>摄像头画面遮住人像的程度 (Ctrl+↑, Ctrl+↓)</translation>
    </message>
    <message>
        <source>Colours of the window</source>
        <translation>窗口颜色</translation>
    </message>
    <message>
        <source>Dark or light colours</source>
        <translation>深色或浅色</translation>
    </message>
    <message>
        <source>Like the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光线</translation>
    </message>
</context>
<context>
    <name>VirtualCameraCare</name>
    <message>
        <source>Load the driver…</source>
        <translation>加载驱动…</translation>
    </message>
    <message>
        <source>Says what will run, and asks, before anything is done</source>
        <translation>先说明要运行什么并征求同意，然后才执行</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Sends a test pattern for five seconds and reads it back; who watches the camera sees it too</source>
        <translation>发送五秒测试图案并读回；正在观看此摄像头的人也会看到</translation>
    </message>
    <message>
        <source>Stop the performance first</source>
        <translation>请先停止表演</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>Load the virtual camera&apos;s driver?</source>
        <translation>要加载虚拟摄像头驱动吗？</translation>
    </message>
    <message>
        <source>Load it</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>Run this command; your system may ask for a password</source>
        <translation>运行此命令；系统可能会询问密码</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Nothing is run</source>
        <translation>不运行任何命令</translation>
    </message>
    <message>
        <source>In a terminal the same would be:</source>
        <translation>在终端中等同于：</translation>
    </message>
    <message>
        <source>Waiting for your system to load the driver…</source>
        <translation>正在等待系统加载驱动…</translation>
    </message>
    <message>
        <source>Sending the test pattern…</source>
        <translation>正在发送测试图案…</translation>
    </message>
</context>
<context>
    <name>VoiceButtons</name>
    <message>
        <source>Muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Hold this button or {key} while you speak (push to talk)</source>
        <translation>说话时按住此按钮或 {key}（按键说话）</translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>正在发声</translation>
    </message>
</context>
<context>
    <name>VoiceCommands</name>
    <message>
        <source>“{name}” is ready</source>
        <translation>“{name}”已就绪</translation>
    </message>
    <message>
        <source>Your own voice is known; it counts from the next start.</source>
        <translation>已认识您的声音；下次开始时生效。</translation>
    </message>
</context>
<context>
    <name>VoiceCompareDialog</name>
    <message>
        <source>Compare engines</source>
        <translation>比较引擎</translation>
    </message>
    <message>
        <source>Original, not converted</source>
        <translation>原声，未转换</translation>
    </message>
    <message>
        <source>Signal processing</source>
        <translation>信号处理</translation>
    </message>
    <message>
        <source>Neural</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>The same sentence as {name}</source>
        <translation>用 {name} 说同一句话</translation>
    </message>
    <message>
        <source>You hear your own recording. The numbers say how much each sounds like {name}.</source>
        <translation>您听到的是自己的录音。数字表示各引擎的结果与 {name} 有多像。</translation>
    </message>
    <message>
        <source>You hear the demo&apos;s speaker; teach the program your own voice, and you hear yourself. The numbers say how much each sounds like {name}.</source>
        <translation>您听到的是演示中的说话人；让程序认识您的声音后，就会听到您自己。数字表示各引擎的结果与 {name} 有多像。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this; what plays ends</source>
        <translation>关闭；正在播放的会停止</translation>
    </message>
    <message>
        <source>Keys: 1, 2, 3</source>
        <translation>快捷键：1、2、3</translation>
    </message>
    <message>
        <source>From 50 on it is heard as the same voice</source>
        <translation>50 以上听起来就是同一个声音</translation>
    </message>
    <message>
        <source>Hear it on your own loudspeaker or headphones only; key {number}</source>
        <translation>只在您自己的扬声器或耳机中试听；快捷键 {number}</translation>
    </message>
    <message>
        <source>This version has no such engine</source>
        <translation>此版本没有这个引擎</translation>
    </message>
    <message>
        <source>{engine}: not there</source>
        <translation>{engine}：不可用</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
</context>
<context>
    <name>VoiceEnginePanel</name>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>比较…</translation>
    </message>
    <message>
        <source>A trained network shapes the voice: more like it, and more work for the processor</source>
        <translation>由训练好的网络塑造声音：更像，但处理器负担更重</translation>
    </message>
    <message>
        <source>Voice engine</source>
        <translation>变声引擎</translation>
    </message>
    <message>
        <source>What converts your voice</source>
        <translation>用什么转换您的声音</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>The better one on this computer</source>
        <translation>这台电脑上效果更好的那个</translation>
    </message>
    <message>
        <source>Neural</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>Signal processing</source>
        <translation>信号处理</translation>
    </message>
    <message>
        <source>Moves pitch and colour: quick on every computer</source>
        <translation>移动音高和音色：在任何电脑上都很快</translation>
    </message>
    <message>
        <source>This version has no neural engine</source>
        <translation>此版本没有神经网络引擎</translation>
    </message>
    <message>
        <source>Hear the same sentence by each engine, with numbers</source>
        <translation>用各引擎试听同一句话，并给出数值</translation>
    </message>
    <message>
        <source>Choose a voice first</source>
        <translation>请先选择一个音色</translation>
    </message>
    <message>
        <source>Fell back to {engine}: {why}.</source>
        <translation>已改用{engine}：{why}。</translation>
    </message>
    <message>
        <source>Automatic: {engine}</source>
        <translation>自动：{engine}</translation>
    </message>
    <message>
        <source>Speaks now: {engine}</source>
        <translation>当前使用：{engine}</translation>
    </message>
    <message>
        <source>Goes back to signal processing by itself where the computer is too slow.</source>
        <translation>电脑太慢时会自动改用信号处理。</translation>
    </message>
    <message>
        <source>Quick on every computer.</source>
        <translation>在任何电脑上都很快。</translation>
    </message>
</context>
<context>
    <name>VoiceLikenessView</name>
    <message>
        <source>Speak to see whom you sound like.</source>
        <translation>说句话，看看您听起来像谁。</translation>
    </message>
    <message>
        <source>How much what others hear sounds like this voice: from 50 on it is heard as the same</source>
        <translation>别人听到的声音有多像这个音色：50 以上听起来就是同一个声音</translation>
    </message>
    <message>
        <source>How much of your own voice can still be heard: low is good</source>
        <translation>还能听出多少您自己的声音：越低越好</translation>
    </message>
    <message>
        <source>Sounds like {name}</source>
        <translation>像 {name}</translation>
    </message>
    <message>
        <source>Like your own voice</source>
        <translation>像您自己</translation>
    </message>
</context>
<context>
    <name>VoicePanel</name>
    <message>
        <source>Voice</source>
        <translation>音色</translation>
    </message>
    <message>
        <source>Search voices</source>
        <translation>搜索音色</translation>
    </message>
    <message>
        <source>Add voice…</source>
        <translation>添加音色…</translation>
    </message>
    <message>
        <source>Make a voice from 10 seconds of speech, spoken now or from a file</source>
        <translation>用 10 秒语音制作音色，现在录制或来自文件</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>音色</translation>
    </message>
    <message>
        <source>Mix…</source>
        <translation>混合…</translation>
    </message>
    <message>
        <source>More for this voice</source>
        <translation>此音色的更多操作</translation>
    </message>
    <message>
        <source>Favourite, rename, export, import, sort or remove</source>
        <translation>收藏、重命名、导出、导入、排序或删除</translation>
    </message>
    <message>
        <source>{line} · tuned</source>
        <translation>{line} · 已微调</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Make a new voice between two others</source>
        <translation>在两个音色之间生成新的音色</translation>
    </message>
    <message>
        <source>It takes two voices to mix</source>
        <translation>需要两个音色才能混合</translation>
    </message>
    <message>
        <source>Teach the program your own voice to see how near each voice is to it.</source>
        <translation>让程序认识您的声音，就能看到每个音色与它有多接近。</translation>
    </message>
    <message>
        <source>Numbers: how near to your own voice.</source>
        <translation>数字：与您自己的声音有多接近。</translation>
    </message>
    <message>
        <source>Looking for voices…</source>
        <translation>正在查找音色…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Hear a sentence spoken in the chosen voice, on your own loudspeaker or headphones only</source>
        <translation>用所选音色试听一句话，只在您自己的扬声器或耳机中播放</translation>
    </message>
    <message>
        <source>Choose a voice first</source>
        <translation>请先选择一个音色</translation>
    </message>
    <message>
        <source>Show only voices with these letters in their name or kind</source>
        <translation type="vanished">只显示名称或类别中含有这些文字的音色</translation>
    </message>
    <message>
        <source>Rename, export, import or remove a voice</source>
        <translation type="vanished">重命名、导出、导入或删除音色</translation>
    </message>
</context>
<context>
    <name>VoiceReadout</name>
    <message>
        <source>Delay of the voice from your mouth to the output; click for the parts</source>
        <translation>从开口到输出的声音延迟；点击查看各部分</translation>
    </message>
    <message>
        <source>A simpler engine speaks: {why}</source>
        <translation>正在使用较简单的引擎：{why}</translation>
    </message>
    <message>
        <source>Voice failed: silence</source>
        <translation>声音出错：静音</translation>
    </message>
    <message>
        <source>Microphone gone</source>
        <translation>麦克风已断开</translation>
    </message>
    <message>
        <source>Voice waits</source>
        <translation>声音等待中</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Voice {time:.0f} ms</source>
        <translation>声音 {time:.0f} ms</translation>
    </message>
    <message>
        <source>{text} · {count} gaps</source>
        <translation>{text} · {count} 处中断</translation>
    </message>
    <message>
        <source>{text} · simpler engine</source>
        <translation>{text} · 简单引擎</translation>
    </message>
</context>
<context>
    <name>VoiceTasks</name>
    <message>
        <source>Rename the voice</source>
        <translation>重命名音色</translation>
    </message>
    <message>
        <source>Export the voice</source>
        <translation>导出音色</translation>
    </message>
    <message>
        <source>Import a voice</source>
        <translation>导入音色</translation>
    </message>
    <message>
        <source>Voices ({patterns})</source>
        <translation>音色 ({patterns})</translation>
    </message>
    <message>
        <source>Forget its fine tuning</source>
        <translation>忘掉微调</translation>
    </message>
    <message>
        <source>“{name}” sounds as it was made again</source>
        <translation>“{name}”已恢复最初的声音</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>VoiceWords</name>
    <message>
        <source>It is my own voice</source>
        <translation>是我自己的声音</translation>
    </message>
    <message>
        <source>This is my own voice, and I want to use it here.</source>
        <translation>这是我自己的声音，我想在这里使用它。</translation>
    </message>
    <message>
        <source>Another person, who is here and agrees</source>
        <translation>另一个人，本人在场并同意</translation>
    </message>
    <message>
        <source>The speaker has agreed that I may speak with this voice.</source>
        <translation>说话人已同意我用这个声音说话。</translation>
    </message>
    <message>
        <source>A recording whose licence allows it</source>
        <translation>许可允许使用的录音</translation>
    </message>
    <message>
        <source>The licence of the recording allows this use, and nobody is deceived.</source>
        <translation>录音的许可允许这样使用，并且没有欺骗任何人。</translation>
    </message>
    <message>
        <source>A speech synthesiser, no real person</source>
        <translation>语音合成，不是真人</translation>
    </message>
    <message>
        <source>The voice comes from a speech synthesiser; nobody&apos;s voice is imitated.</source>
        <translation>声音来自语音合成器；没有模仿任何人的声音。</translation>
    </message>
    <message>
        <source>own voice</source>
        <translation>本人声音</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>合成</translation>
    </message>
    <message>
        <source>licensed</source>
        <translation>有许可</translation>
    </message>
    <message>
        <source>with consent</source>
        <translation>经同意</translation>
    </message>
    <message>
        <source>signal processing</source>
        <translation>信号处理</translation>
    </message>
    <message>
        <source>neural</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <source>deep</source>
        <translation>低沉</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>中等</translation>
    </message>
    <message>
        <source>{height}, {hz:.0f} Hz</source>
        <translation>{height}，{hz:.0f} Hz</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>{hz:.0f} Hz</source>
        <translation>{hz:.0f} Hz</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>许可：{licence}</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>来源：{source}</translation>
    </message>
    <message>
        <source>Alike to your own voice: {score} of 100</source>
        <translation>与您自己声音的相似度：{score} / 100</translation>
    </message>
</context>
<context>
    <name>WelcomeDialog</name>
    <message>
        <source>Welcome to Likeness</source>
        <translation>欢迎使用 Likeness</translation>
    </message>
    <message>
        <source>Skip all</source>
        <translation>全部跳过</translation>
    </message>
    <message>
        <source>Close the welcome; the help (F1) opens it again</source>
        <translation>关闭欢迎；可从帮助 (F1) 中重新打开</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Go to the step before</source>
        <translation>回到上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Go on; nothing here has to be done</source>
        <translation>继续；这里没有必须完成的事</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>立即开始</translation>
    </message>
    <message>
        <source>Close the welcome and begin: the portrait moves like you</source>
        <translation>关闭欢迎并开始：人像会像您一样动起来</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Close the welcome</source>
        <translation>关闭欢迎</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>The folder for recordings cannot be used: {why}</source>
        <translation>无法使用录制文件夹：{why}</translation>
    </message>
    <message>
        <source>Recorded: {name}</source>
        <translation>已录制：{name}</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>显示文件</translation>
    </message>
    <message>
        <source>The picture cannot be written to {path}</source>
        <translation>无法把图片写入 {path}</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Only files can be dropped here</source>
        <translation>这里只能拖入文件</translation>
    </message>
    <message>
        <source>Save the picture first, then drop it.</source>
        <translation>请先保存图片，再拖进来。</translation>
    </message>
    <message>
        <source>Use the landmark engine</source>
        <translation>使用关键点引擎</translation>
    </message>
    <message>
        <source>Use the demo film</source>
        <translation>使用演示影片</translation>
    </message>
    <message>
        <source>Choose a photo</source>
        <translation type="vanished">选择照片</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation type="vanished">图片 ({patterns})</translation>
    </message>
    <message>
        <source>“{name}” is ready</source>
        <translation type="vanished">“{name}”已就绪</translation>
    </message>
    <message>
        <source>One photo at a time: {name} is taken</source>
        <translation type="vanished">一次一张照片：使用 {name}</translation>
    </message>
</context>
</TS>
